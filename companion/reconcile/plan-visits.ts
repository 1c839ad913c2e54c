import type { SeenLock } from "../locks/judge-lock";
import type { ReconcilerParts } from "./reconciler";

/** Entries under way at once. With a look every five seconds this stays below half of what Roblox allows a minute. */
const VISITS_MAX = 10;
const LOCKS_MAX = 200;

export interface Plan {
	/** Players whose entries are read now. */
	readonly visits: readonly number[];
	/** Locks whose holders Roblox is asked about, by place. */
	readonly questions: ReadonlyMap<number, readonly SeenLock[]>;
	readonly hasEndedServers: boolean;
}

type Parts = Pick<ReconcilerParts, "openCommands" | "locks" | "deadLocks" | "reads" | "silence" | "mayExecute">;

/** One unit: takes up what silent servers left behind and says what to read and to ask, most urgent first. */
export function planVisits(parts: Parts, inFlight: ReadonlySet<number>, now: number): Plan {
	// What nobody could hear is no silence: after a start every server first gets its time to speak.
	const hasListened = parts.silence.hasListened(now);
	const hasEndedServers = hasListened && parts.reads.endSilentServers(now) > 0;
	if (hasEndedServers) parts.openCommands.scheduleAbandoned(now);
	parts.reads.endSessions(now);
	const locks = parts.locks.listInTheWay(LOCKS_MAX).map((lock) => ({ lock, step: parts.deadLocks.judge(lock, now) }));
	const wanted = new Set<number>();
	if (hasListened && parts.mayExecute()) {
		for (const userId of parts.openCommands.listUnserved(now, VISITS_MAX)) wanted.add(userId);
	}
	const toRead = locks.filter(({ lock, step }) => step === "read" && !parts.reads.isResting(lock.userId, now));
	for (const { lock } of toRead) wanted.add(lock.userId);
	for (const userId of parts.reads.listDue(now, VISITS_MAX)) wanted.add(userId);
	const swept = wanted.size === 0 ? parts.reads.findForSweep(now) : undefined;
	if (swept !== undefined) wanted.add(swept);
	const free = [...wanted].filter((userId) => !inFlight.has(userId));
	return {
		visits: free.slice(0, Math.max(0, VISITS_MAX - inFlight.size)),
		questions: Map.groupBy(
			locks.filter(({ step }) => step === "ask").map(({ lock }) => lock),
			(lock) => lock.placeId ?? 0,
		),
		hasEndedServers,
	};
}

import type { LockIdentity } from "../../shared/protocol/command";

/** The same lock has to be read twice so far apart: a living server saves within 30 s and retries (rule B1). */
export const LOCK_READ_AGAIN_MILLISECONDS = 90_000;

/** A session lock as it was seen on an entry, and what was found out about it since. Times are Unix milliseconds. */
export interface SeenLock extends LockIdentity {
	readonly userId: number;
	/** `undefined` until the companion read the entry itself; 0 for a lock that names no place. */
	readonly placeId: number | undefined;
	readonly firstSeenAt: number;
	readonly confirmedAt: number | undefined;
	readonly deadAt: number | undefined;
}

/**
 * What comes next for a lock that stands in the way:
 * `wait`, `read` the entry again, `ask` Roblox whether the job still runs, or `break` it.
 */
export type LockStep = "wait" | "read" | "ask" | "break";

/** Rule B1: silence, the same lock twice 90 s apart, and Roblox's word, all together. Pure. */
export function judgeLock(lock: SeenLock, isHolderSilent: boolean, now: number): LockStep {
	if (!isHolderSilent) return "wait";
	if (lock.placeId === undefined) return "read";
	// Roblox lists servers by place: nobody can be asked about a Studio session, so its lock runs out by itself.
	if (lock.placeId === 0) return "wait";
	if (lock.confirmedAt === undefined) {
		return now - lock.firstSeenAt >= LOCK_READ_AGAIN_MILLISECONDS ? "read" : "wait";
	}
	return lock.deadAt === undefined ? "ask" : "break";
}

export function isSameLock(a: LockIdentity, b: LockIdentity): boolean {
	return a.job === b.job && a.loads === b.loads && a.updated === b.updated;
}

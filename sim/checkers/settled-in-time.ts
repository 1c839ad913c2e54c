import { SECOND } from "../clock/scheduler";
import type { Checker, History, Violation } from "../run/history";
import { isCrowded } from "./crowded-topics";
import { readEnvelopes } from "./envelopes";
import { findStay, readStays, type Stays } from "./stays";

const ONLINE_MICROS_MAX = 10 * SECOND;
const ABSENT_MEDIAN_MICROS_MAX = 5 * SECOND;
/** A median of fewer says nothing. */
const MEDIAN_OF_MIN = 8;
const AFTER_END_MICROS_MAX = 180 * SECOND;
const WITHOUT_SERVER_MICROS_MAX = 90 * SECOND;

/**
 * The bounds of virtual time, where the run says that nothing went wrong which a history does not show (`trouble`). A
 * command counts for a state of its player only if he was in it from the question to the answer: who is joining, leaving
 * or changing servers meanwhile is left to `everything-ends`, and so is every run with lost messages, slow stores or a
 * companion that was away. Medians say nothing once a topic is at the platform's limit and messages are dropped.
 */
export const checkSettledInTime: Checker = (history) => {
	if (history.trouble === undefined) return [];
	const waits = listWaits(history);
	const stays = readStays(history);
	const afterEnds = waits.flatMap((wait) => judgeAfterEnds(wait, stays));
	return history.trouble === "none" ? [...afterEnds, ...judgeUsual(history, waits, stays)] : afterEnds;
};

interface Wait {
	readonly commandId: string;
	readonly userId: number;
	readonly askedAt: number;
	/** The end of the run for one that was never answered. */
	readonly answeredAt: number;
}

function listWaits({ intents, replies, endedAt }: History): readonly Wait[] {
	const answers = new Map<string, number>();
	for (const { commandId, outcome, time } of replies) {
		if (commandId === undefined || outcome === "working" || outcome === "pending-notice") continue;
		if (!answers.has(commandId)) answers.set(commandId, time);
	}
	return intents.map((intent) => ({ ...intent, answeredAt: answers.get(intent.commandId) ?? endedAt }));
}

/** Every server that ended meanwhile begins the time anew: it may have been the one that was asked. */
function judgeAfterEnds({ commandId, userId, askedAt, answeredAt }: Wait, stays: Stays): readonly Violation[] {
	const from = Math.max(askedAt, stays.serverEnds.findLast((time) => time <= answeredAt) ?? 0);
	const waited = answeredAt - from;
	const isAlone = !stays.served.some((stay) => stay.from <= answeredAt && stay.until > from);
	const hasNoLock = findStay(stays.away.get(userId), from, answeredAt) !== undefined;
	const max = isAlone && hasNoLock ? WITHOUT_SERVER_MICROS_MAX : AFTER_END_MICROS_MAX;
	return waited > max ? [tooLate(commandId, waited, max, answeredAt)] : [];
}

function judgeUsual(history: History, waits: readonly Wait[], stays: Stays): readonly Violation[] {
	const heard = new Map<string, number>();
	for (const { id, jobId, time } of readEnvelopes(history)) {
		const place = `${id} ${jobId}`;
		if (!heard.has(place)) heard.set(place, time);
	}
	const late = waits.flatMap(({ commandId, userId, askedAt, answeredAt }) => {
		const stay = findStay(stays.held.get(userId), askedAt, askedAt);
		// Platforms drop messages beyond their limits: what is bounded is the time from when his server heard of it.
		const from = heard.get(`${commandId} ${stay?.jobId}`);
		if (stay === undefined || from === undefined) return [];
		const until = Math.min(answeredAt, from + ONLINE_MICROS_MAX);
		const waited = answeredAt - from;
		if (stay.until < until || waited <= ONLINE_MICROS_MAX) return [];
		return [tooLate(commandId, waited, ONLINE_MICROS_MAX, answeredAt)];
	});
	// Commands whose message was dropped wait for the next heartbeat, and then no median holds.
	if (isCrowded(history)) return late;
	return [
		...late,
		...judgeMedian("players who were there", listDurations(waits, stays.held), ONLINE_MICROS_MAX),
		...judgeMedian("absent players", listDurations(waits, stays.away), ABSENT_MEDIAN_MICROS_MAX),
	];
}

function listDurations(waits: readonly Wait[], stays: Stays["held"]): readonly number[] {
	return waits
		.filter(({ userId, askedAt, answeredAt }) => findStay(stays.get(userId), askedAt, answeredAt) !== undefined)
		.map(({ askedAt, answeredAt }) => answeredAt - askedAt)
		.sort((a, b) => a - b);
}

function judgeMedian(who: string, durations: readonly number[], max: number): readonly Violation[] {
	const median = durations[Math.floor((durations.length - 1) / 2)] ?? 0;
	if (durations.length < MEDIAN_OF_MIN || median <= max) return [];
	const what = `commands for ${who} took ${median / SECOND} s at the median of ${durations.length}`;
	return [{ rule: "time", what }];
}

function tooLate(commandId: string, waited: number, max: number, time: number): Violation {
	return { rule: "time", what: `${commandId} took ${waited / SECOND} s, at most ${max / SECOND} are allowed`, time };
}

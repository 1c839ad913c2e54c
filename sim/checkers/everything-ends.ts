import type { Checker, History, Violation } from "../run/history";
import { readEnvelopes } from "./envelopes";
import { readStoredWallets } from "./stored-wallets";

const FINAL = new Set(["committed", "refused", "expired", "unknown"]);

/**
 * L1, first half: when faults have stopped, every command that was taken has its outcome, and every player loads, saves
 * and leaves. A command counts as taken once anybody heard of it.
 */
export const checkEverythingEnds: Checker = (history) => [...findStuck(history), ...judgeProbes(history)];

function findStuck(history: History): readonly Violation[] {
	const taken = findTaken(history);
	const stored = readStoredWallets(history);
	const ended = new Set(history.audit.map((row) => `${row.commandId} ${stored.ownerOf(row)}`));
	const told = new Set<string>();
	for (const { commandId, outcome } of history.replies) {
		if (commandId !== undefined && FINAL.has(outcome)) told.add(commandId);
	}
	return history.intents.flatMap(({ commandId, userId }) => {
		const isTaken = taken.has(commandId) || stored.findById(userId, commandId).length > 0;
		if (!isTaken || told.has(commandId) || ended.has(`${commandId} ${userId}`)) return [];
		return [{ rule: "L1", what: `${commandId} has no outcome`, time: history.endedAt }];
	});
}

/** Discord shows "thinking" before the bot has written anything, so only the second such state is the bot's word. */
function findTaken(history: History): ReadonlySet<string> {
	const taken = new Set(readEnvelopes(history).map((envelope) => envelope.id));
	const thinking = new Set<string>();
	for (const { commandId, interactionId, outcome } of history.replies) {
		if (commandId === undefined || outcome === "not-accepted") continue;
		const place = `${interactionId} ${commandId}`;
		if (outcome !== "working" || thinking.has(place)) taken.add(commandId);
		thinking.add(place);
	}
	return taken;
}

function judgeProbes(history: History): readonly Violation[] {
	return history.probes.flatMap(({ userId, hasLoaded, hasReleased }) => {
		if (hasLoaded && hasReleased) return [];
		const what = `player ${userId} does not ${hasLoaded ? "leave his session" : "load"} after healing`;
		return [{ rule: "L1", what, time: history.endedAt }];
	});
}

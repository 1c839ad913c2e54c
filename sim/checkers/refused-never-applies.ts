import type { Checker, History, Violation } from "../run/history";
import { readStoredWallets } from "./stored-wallets";

/** I3: what was told to be refused, expired or not even accepted is applied neither before nor after. */
export const checkRefusedNeverApplies: Checker = (history) => {
	const stored = readStoredWallets(history);
	const applied = new Map<string, number>();
	for (const { receipt, storedAt } of stored.receipts) {
		if (receipt.kind === "applied" && receipt.commandId !== undefined) applied.set(receipt.commandId, storedAt);
	}
	const violations: Violation[] = [];
	for (const [commandId, outcome] of toldUndone(history)) {
		const time = applied.get(commandId);
		if (time === undefined) continue;
		violations.push({ rule: "I3", what: `${commandId} was told ${outcome} and is applied`, time });
	}
	return violations;
};

/**
 * An id that was given twice with different content is not accepted the second time; that says nothing of the first.
 * No code, no promise: a bot that did not answer may have taken the command all the same.
 */
function toldUndone(history: History): ReadonlyMap<string, string> {
	const undone = new Map<string, string>();
	const accepted = new Set<string>();
	for (const { commandId, outcome } of history.replies) {
		if (commandId === undefined) continue;
		if (outcome === "refused" || outcome === "expired") undone.set(commandId, outcome);
		else if (outcome !== "not-accepted") accepted.add(commandId);
	}
	for (const { commandId, outcome, code } of history.replies) {
		if (commandId === undefined || outcome !== "not-accepted" || code === undefined) continue;
		if (!accepted.has(commandId) && !undone.has(commandId)) undone.set(commandId, outcome);
	}
	return undone;
}

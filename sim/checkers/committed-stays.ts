import type { Checker, History, Violation } from "../run/history";
import { readStoredWallets, type KeptReceipt, type StoredWallets } from "./stored-wallets";

/** I2: what was told to be committed is in the stored history, and no later write takes it away. */
export const checkCommittedStays: Checker = (history) => {
	const stored = readStoredWallets(history);
	const undone = findUndone(stored);
	const violations: Violation[] = [];
	const users = new Map(history.intents.map((intent) => [intent.commandId, intent.userId]));
	for (const [commandId, time] of toldCommitted(history)) {
		const userId = users.get(commandId);
		const kept = userId === undefined ? [] : stored.findById(userId, commandId);
		const applied = kept.filter((item) => item.receipt.kind === "applied");
		if (applied.length === 0) {
			violations.push({ rule: "I2", what: `${commandId} was told committed and is stored nowhere`, time });
		} else if (applied.every((item) => undone.has(item))) {
			violations.push({ rule: "I2", what: `${commandId} was told committed and was taken back`, time });
		}
	}
	return violations;
};

function toldCommitted(history: History): ReadonlyMap<string, number> {
	const told = new Map<string, number>();
	for (const reply of history.replies) {
		if (reply.outcome !== "committed" || reply.commandId === undefined) continue;
		if (!told.has(reply.commandId)) told.set(reply.commandId, reply.time);
	}
	return told;
}

/** Receipts whose number was taken off the wallet again, by the same life with a lower revision or other content. */
function findUndone(stored: StoredWallets): ReadonlySet<KeptReceipt> {
	const undone = new Set<KeptReceipt>();
	for (const { userId, before, after } of stored.writes) {
		if (typeof before === "string" || typeof after === "string" || before.born !== after.born) continue;
		for (let revision = after.revision + 1; revision <= before.revision; revision += 1) {
			for (const item of stored.findByRevision(userId, before.born, revision)) undone.add(item);
		}
		if (!stored.hasChangedReceipts) continue;
		for (const receipt of after.receipts) {
			const contents = stored.findByRevision(userId, after.born, receipt.revision);
			for (const item of contents) {
				if (item.receipt === receipt) undone.delete(item);
				else undone.add(item);
			}
		}
	}
	return undone;
}

import type { Checker } from "../run/history";
import { readStoredWallets, type KeptReceipt } from "./stored-wallets";

const PURCHASE = "purchase:";

/**
 * I1: an id changes the stored balance at most once, over all time. Commands and purchases are one intent in whatever
 * life of the wallet they arrive; other keys of the game end with the life (rules E1, G3).
 */
export const checkAtMostOnce: Checker = (history) => {
	const first = new Map<string, KeptReceipt>();
	return readStoredWallets(history).receipts.flatMap((item) => {
		const { userId, born, receipt, storedAt } = item;
		if (receipt.kind !== "applied" || receipt.commandId === undefined) return [];
		const key = keyOf(item, receipt.commandId);
		const known = first.get(key);
		if (known === undefined) {
			first.set(key, item);
			return [];
		}
		// Two contents under one number are one change of the balance; that they differ is another rule's business.
		if (known.born === born && known.receipt.revision === receipt.revision) return [];
		const revisions = `revisions ${known.receipt.revision} and ${receipt.revision}`;
		return [{ rule: "I1", what: `${receipt.commandId} of ${userId} applied twice: ${revisions}`, time: storedAt }];
	});
};

/** A command's id is one for all players, a purchase's is one for its player. */
function keyOf({ userId, born, receipt }: KeptReceipt, commandId: string): string {
	if (receipt.seq !== undefined) return `command ${commandId}`;
	return commandId.startsWith(PURCHASE) ? `${userId} ${commandId}` : `${userId} ${commandId} ${born}`;
}

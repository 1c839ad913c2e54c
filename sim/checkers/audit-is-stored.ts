import type { AuditedReceipt, Checker } from "../run/history";
import { readStoredWallets } from "./stored-wallets";
import type { StoredReceipt } from "./wallet-value";

/** I6: the audit holds only receipts of the stored history, and one content for each number of each wallet life. */
export const checkAuditIsStored: Checker = (history) => {
	const stored = readStoredWallets(history);
	const seen = new Set<string>();
	return history.audit.flatMap((row) => {
		const { born, revision } = row;
		const userId = stored.ownerOf(row);
		const place = `${userId} ${born} ${revision}`;
		const name = `audit row ${revision} of ${userId}`;
		if (seen.has(place)) return [{ rule: "I6", what: `${name} is there twice` }];
		seen.add(place);
		const contents = stored.findByRevision(userId, born, revision);
		if (contents.some((item) => isSame(item.receipt, row))) return [];
		return [{ rule: "I6", what: `${name} is ${contents.length === 0 ? "stored nowhere" : "stored differently"}` }];
	});
};

function isSame(receipt: StoredReceipt, row: AuditedReceipt): boolean {
	return (
		receipt.commandId === row.commandId &&
		receipt.kind === row.kind &&
		receipt.code === row.code &&
		receipt.delta === row.delta &&
		receipt.balance === row.balance
	);
}

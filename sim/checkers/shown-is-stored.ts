import type { BalanceTold, Checker } from "../run/history";
import { readStoredWallets, type StoredWallets, type WalletWrite } from "./stored-wallets";

/** I8, screens and updates: a balance that players and other servers were shown was stored by then. */
export const checkShownIsStored: Checker = (history) => {
	const stored = readStoredWallets(history);
	const byUser = Map.groupBy(stored.writes, (write) => write.userId);
	return history.told.flatMap((told) => {
		if (wasStored(stored, byUser.get(told.userId) ?? [], told)) return [];
		const what = `${told.where} showed ${told.balance} at revision ${told.revision} of ${told.userId}, not stored by then`;
		return [{ rule: "I8", what, time: told.time }];
	});
};

function wasStored(stored: StoredWallets, writes: readonly WalletWrite[], told: BalanceTold): boolean {
	if (told.revision === 0) return told.balance === 0;
	return writes.some(({ time, userId, after }) => {
		if (time > told.time || typeof after === "string" || after.revision < told.revision) return false;
		if (after.revision === told.revision && after.balance === told.balance) return true;
		const receipts = stored.findByRevision(userId, after.born, told.revision);
		return receipts.some(({ receipt, storedAt }) => storedAt <= told.time && receipt.balance === told.balance);
	});
}

import type { Checker } from "../run/history";
import { readStoredWallets } from "./stored-wallets";

/** Money is neither made nor lost: all balances at the end together are all that was ever applied to those wallets. */
export const checkMoneyConserved: Checker = (history) => {
	const stored = readStoredWallets(history);
	const applied = new Map<string, number>();
	for (const { userId, born, receipt } of stored.receipts) {
		const life = `${userId} ${born}`;
		applied.set(life, (applied.get(life) ?? 0) + receipt.delta);
	}
	let balances = 0;
	let changes = 0;
	for (const [userId, wallet] of stored.newest) {
		if (typeof wallet === "string") continue;
		balances += wallet.balance;
		changes += (applied.get(`${userId} ${wallet.born}`) ?? 0) + wallet.deferredSum;
	}
	if (balances === changes) return [];
	return [{ rule: "money", what: `balances make ${balances}, changes make ${changes}`, time: history.endedAt }];
};

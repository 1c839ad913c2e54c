import type { Checker, History } from "../run/history";
import { readStoredWallets } from "./stored-wallets";

/** I8, screens and updates: a balance that players and other servers were shown was stored by then. */
export const checkShownIsStored: Checker = (history) => {
	const firstStored = readBalances(history);
	return history.told.flatMap(({ userId, revision, balance, time, where }) => {
		if (revision === 0 && balance === 0) return [];
		const storedAt = revision === 0 ? undefined : firstStored.get(`${userId} ${revision} ${balance}`);
		if (storedAt !== undefined && storedAt <= time) return [];
		const what = `${where} showed ${balance} at revision ${revision} of ${userId}, not stored by then`;
		return [{ rule: "I8", what, time }];
	});
};

/** `<player> <revision> <balance>` to when a wallet or a receipt first said so. What waits for a number is in the wallet's. */
function readBalances(history: History): ReadonlyMap<string, number> {
	const { writes, receipts } = readStoredWallets(history);
	const first = new Map<string, number>();
	const note = (userId: number, { revision, balance }: { revision: number; balance: number }, time: number): void => {
		const place = `${userId} ${revision} ${balance}`;
		first.set(place, Math.min(first.get(place) ?? time, time));
	};
	for (const { userId, receipt, storedAt } of receipts) note(userId, receipt, storedAt);
	for (const { userId, after, time } of writes) if (typeof after !== "string") note(userId, after, time);
	return first;
}

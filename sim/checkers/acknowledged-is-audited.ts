import type { Checker, History } from "../run/history";
import { readStoredWallets } from "./stored-wallets";

/** R2: what a stored wallet takes for acknowledged is in the audit without a gap below it. */
export const checkAcknowledgedIsAudited: Checker = (history) => {
	const audited = countWithoutGap(history);
	return [...readStoredWallets(history).newest].flatMap(([userId, wallet]) => {
		if (typeof wallet === "string") return [];
		const held = audited(userId, wallet.born);
		if (wallet.acked <= held) return [];
		return [{ rule: "R2", what: `player ${userId}: ${wallet.acked} acknowledged, audit complete up to ${held}` }];
	});
};

function countWithoutGap(history: History): (userId: number, born: string) => number {
	const rows = new Set(history.audit.map(({ userId, born, revision }) => `${userId} ${born} ${revision}`));
	return (userId, born) => {
		let revision = 0;
		while (rows.has(`${userId} ${born} ${revision + 1}`)) revision += 1;
		return revision;
	};
}

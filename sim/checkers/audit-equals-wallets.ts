import type { Checker } from "../run/history";
import { readStoredWallets } from "./stored-wallets";

/** L1, second half: at rest the audit has every receipt that was ever stored, and nothing waits for a number. */
export const checkAuditEqualsWallets: Checker = (history) => {
	const stored = readStoredWallets(history);
	const rows = new Set(history.audit.map((row) => `${stored.ownerOf(row)} ${row.born} ${row.revision}`));
	const missing = stored.receipts.filter(
		({ userId, born, receipt }) => !rows.has(`${userId} ${born} ${receipt.revision}`),
	);
	const waiting = [...stored.newest].filter(([, wallet]) => typeof wallet !== "string" && wallet.deferredSum !== 0);
	return [
		...missing.map(({ userId, receipt, storedAt }) => ({
			rule: "L1",
			what: `receipt ${receipt.revision} of ${userId} never reached the audit`,
			time: storedAt,
		})),
		...waiting.map(([userId]) => ({ rule: "L1", what: `changes of ${userId} still wait for a number` })),
	];
};

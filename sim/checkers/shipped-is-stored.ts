import { parseJson, valueAt } from "../json";
import type { Checker } from "../run/history";
import { readStoredWallets } from "./stored-wallets";
import { isSameReceipt, listAt, numberAt, readReceipt, textAt } from "./wallet-value";

const ROUTE = "/log/transactions";

/** I8, receipts: what a server sent to the audit was stored by then, with exactly that content. */
export const checkShippedIsStored: Checker = (history) => {
	const stored = readStoredWallets(history);
	return history.events.flatMap(({ event, time }) => {
		if (event.kind !== "http.sent" || !event.url.endsWith(ROUTE)) return [];
		return listAt(parseJson(event.body), "receipts").flatMap((shipped) => {
			const receipt = readReceipt(valueAt(shipped, "receipt"));
			const userId = numberAt(shipped, "userId");
			const born = textAt(shipped, "born") ?? "";
			const kept = receipt === undefined ? [] : stored.findByRevision(userId, born, receipt.revision);
			const isStored = kept.some(
				(item) => receipt !== undefined && item.storedAt <= time && isSameReceipt(item.receipt, receipt),
			);
			if (isStored) return [];
			return [{ rule: "I8", what: `receipt ${receipt?.revision} of ${userId} was shipped and is not stored so`, time }];
		});
	});
};

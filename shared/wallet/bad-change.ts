import { BALANCE_MAX } from "../limits";
import type { ReceiptCode } from "./receipt";

export type BadChangeCode = Extract<ReceiptCode, "bad-amount" | "insufficient-funds" | "balance-overflow">;

/** Why this change of this balance is refused; `undefined` when it is fine. Never adds before the sum is known to be exact. */
export function findBadChange(balance: number, delta: number): BadChangeCode | undefined {
	// `NaN % 1` and `Infinity % 1` are NaN, which equals nothing, in both languages.
	if (delta === 0 || delta % 1 !== 0 || delta > BALANCE_MAX || delta < -BALANCE_MAX) return "bad-amount";
	if (delta < 0 && balance < -delta) return "insufficient-funds";
	if (delta > 0 && balance > BALANCE_MAX - delta) return "balance-overflow";
	return undefined;
}

import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";

/** A whole number from 1 to `amountMax`. The client checks its minimum too, but other clients need not. */
export function readAmount(value: unknown, amountMax: number): Result<number, Code> {
	if (typeof value !== "number" || Number.isNaN(value)) return fail("amount-not-whole");
	if (value < 1) return fail(Number.isInteger(value) || value < 0 ? "amount-too-small" : "amount-not-whole");
	if (value > amountMax) return fail("amount-too-large");
	return Number.isInteger(value) ? ok(value) : fail("amount-not-whole");
}

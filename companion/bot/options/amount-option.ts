import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import { OPTION_TYPE } from "../framework/define-command";
import type { Option } from "../framework/option";

/** A whole number from 1 to `amountMax`. The client checks its minimum too, but other clients need not. */
export function readAmount(value: unknown, amountMax: number): Result<number, Code> {
	if (typeof value !== "number" || Number.isNaN(value)) return fail("amount-not-whole");
	if (value < 1) return fail(Number.isInteger(value) || value < 0 ? "amount-too-small" : "amount-not-whole");
	if (value > amountMax) return fail("amount-too-large");
	return Number.isInteger(value) ? ok(value) : fail("amount-not-whole");
}

/** Without a largest value for clients: that is a setting, not part of the command. */
export const AMOUNT: Option<number> = {
	data: { type: OPTION_TYPE.integer, description: "Whole number of coins", required: true, min_value: 1 },
	read: (value, { settings }) => readAmount(value, settings.amountMax),
};

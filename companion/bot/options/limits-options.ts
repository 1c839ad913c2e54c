import { BALANCE_MAX } from "../../../shared/limits";
import { fail, ok } from "../../../shared/result";
import { isLevel, LEVELS, nameLevel, type Level } from "../../staff/levels";
import { isLimitKind, LIMIT_KIND_NAMES, LIMIT_KINDS, type LimitKind } from "../../staff/limits/limit-kinds";
import { OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Option } from "../framework/option";

export const LIMITED_LEVEL: Option<Level | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "Whose limit to change",
		required: false,
		choices: LEVELS.map((value) => ({ name: nameLevel(value), value })),
	},
	read: ifGiven((value) => (typeof value === "string" && isLevel(value) ? ok(value) : fail("malformed"))),
};

export const LIMIT_KIND: Option<LimitKind | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "Which limit to change",
		required: false,
		choices: LIMIT_KIND_NAMES.map((value) => ({ name: LIMIT_KINDS[value].meaning, value })),
	},
	read: ifGiven((value) => (typeof value === "string" && isLimitKind(value) ? ok(value) : fail("malformed"))),
};

/** 0 is a limit too: nothing may be moved. */
export const LIMIT_AMOUNT: Option<number | undefined> = {
	data: { type: OPTION_TYPE.integer, description: "How many coins from now on", required: false, min_value: 0 },
	read: ifGiven((value) => {
		const isWhole = typeof value === "number" && Number.isInteger(value);
		if (!isWhole) return fail("amount-not-whole");
		if (value < 0) return fail("malformed");
		return value > BALANCE_MAX ? fail("amount-too-large") : ok(value);
	}),
};

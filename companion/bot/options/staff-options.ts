import { fail, ok } from "../../../shared/result";
import { isLevel, LEVELS, nameLevel, type Level } from "../../staff/levels";
import { isRight, RIGHT_NAMES, type Right } from "../../staff/rights";
import { OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Option } from "../framework/option";

const SNOWFLAKE = /^\d{1,20}$/;

/** The id of a role, as Discord gives it. */
export const ROLE: Option<string | undefined> = {
	data: { type: OPTION_TYPE.role, description: "The role to change", required: false },
	read: ifGiven((value) => (typeof value === "string" && SNOWFLAKE.test(value) ? ok(value) : fail("malformed"))),
};

/** The id of a member, as Discord gives it. */
export const MEMBER: Option<string | undefined> = {
	data: { type: OPTION_TYPE.user, description: "Who was frozen", required: false },
	read: ifGiven((value) => (typeof value === "string" && SNOWFLAKE.test(value) ? ok(value) : fail("malformed"))),
};

/** A level, or `none` for a role that counts as no staff. */
export const LEVEL: Option<Level | "none" | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "What it counts as from now on",
		required: false,
		choices: [...LEVELS.map((value) => ({ name: nameLevel(value), value })), { name: "none: no staff", value: "none" }],
	},
	read: ifGiven((value) => {
		if (value === "none") return ok(value);
		return typeof value === "string" && isLevel(value) ? ok(value) : fail("malformed");
	}),
};

/** A command by its name, with or without its slash. */
export const RIGHT: Option<Right | undefined> = {
	data: { type: OPTION_TYPE.string, description: "The command to change", required: false, autocomplete: true },
	suggest: (typed) =>
		RIGHT_NAMES.filter((right) => right.includes(nameIn(typed))).map((right) => ({ name: `/${right}`, value: right })),
	read: ifGiven((value) => {
		const name = typeof value === "string" ? nameIn(value) : "";
		return isRight(name) ? ok(name) : fail("not-found");
	}),
};

function nameIn(typed: string): string {
	return typed.trim().toLowerCase().replace(/^\//, "");
}

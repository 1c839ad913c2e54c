import { AUDIT_KINDS, type AuditKind } from "../../audit/audit-view";
import { isSearchable, keepWords } from "../../audit/read/words";
import { REASON_CHARACTERS_MAX } from "../../../shared/limits";
import { fail, ok } from "../../../shared/result";
import { OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Option } from "../framework/option";
import { readAmount } from "./amount-option";
import { momentOption } from "./moment-option";

export const SINCE = momentOption("Not before: 2h, 7d, 14:30 or 2026-11-22, in UTC");
export const UNTIL = momentOption("Before: 30m, 15:00 or 2026-11-23, in UTC");

const MEMBER_ID = /^\d{1,20}$/;

/** A member's id, as the audit names him. */
export const BY: Option<string | undefined> = {
	data: { type: OPTION_TYPE.user, description: "Only what this member of the server did", required: false },
	read: ifGiven((value) => {
		return typeof value === "string" && MEMBER_ID.test(value) ? ok(`discord:${value}`) : fail("malformed");
	}),
};

export const KIND: Option<AuditKind | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "Only coins given, coins taken, or what was refused",
		required: false,
		choices: AUDIT_KINDS.map((value) => ({ name: value, value })),
	},
	read: ifGiven((value) => {
		const kind = AUDIT_KINDS.find((known) => known === value);
		return kind === undefined ? fail("malformed") : ok(kind);
	}),
};

export const AMOUNT_MIN: Option<number | undefined> = {
	data: {
		type: OPTION_TYPE.integer,
		description: "Only changes of at least so many coins",
		required: false,
		min_value: 1,
	},
	read: ifGiven((value) => readAmount(value, Number.MAX_SAFE_INTEGER)),
};

/** Words of the reason, as the search takes them. */
export const WORDS: Option<string | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "Only with all of these words in the reason",
		required: false,
		max_length: REASON_CHARACTERS_MAX,
	},
	read: ifGiven((value) => {
		const text = String(value).slice(0, REASON_CHARACTERS_MAX);
		return isSearchable(text) ? ok(keepWords(text)) : fail("words-malformed");
	}),
};

export type FileFormat = "csv" | "ndjson";

/** Instead of a page. */
export const FILE: Option<FileFormat | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "All of it as a file instead of a page",
		required: false,
		choices: [
			{ name: "CSV, for spreadsheets", value: "csv" },
			{ name: "NDJSON, for programs", value: "ndjson" },
		],
	},
	read: ifGiven((value) => (value === "csv" || value === "ndjson" ? ok(value) : fail("malformed"))),
};

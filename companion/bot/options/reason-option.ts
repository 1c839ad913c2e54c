import type { Code } from "../../../shared/codes";
import { REASON_CHARACTERS_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { OPTION_TYPE } from "../framework/define-command";
import type { Option } from "../framework/option";

/** Line ends of all kinds and control characters; `\r\n` is one line end. */
const BREAKS = /\r\n|[\p{Cc}\u2028\u2029]/gu;
/** Characters that turn the direction of text: they could make an audit line read as something else. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The reason as it is kept: one line, at most 200 characters, counted as code points so that an emoji is not cut.
 * Absent means empty.
 */
export function readReason(value: string | number | boolean | undefined): Result<string, Code> {
	if (value === undefined) return ok("");
	const text = String(value).toWellFormed().replace(BREAKS, " ").replace(DIRECTION_MARKS, "").trim();
	return [...text].length > REASON_CHARACTERS_MAX ? fail("reason-too-long") : ok(text);
}

export const REASON: Option<string> = {
	data: {
		type: OPTION_TYPE.string,
		description: "Shown in the audit",
		required: false,
		max_length: REASON_CHARACTERS_MAX,
	},
	read: readReason,
};

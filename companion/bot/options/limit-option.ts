import { ok } from "../../../shared/result";
import { OPTION_TYPE } from "../framework/define-command";
import type { Option } from "../framework/option";

export const AUDIT_LINES_DEFAULT = 5;
export const AUDIT_LINES_MAX = 20;

/** Lines of an audit page. A value that no real client sends becomes the nearest one allowed: it only shortens a list. */
export function readLimit(value: unknown): number {
	if (typeof value !== "number" || Number.isNaN(value)) return AUDIT_LINES_DEFAULT;
	return Math.min(AUDIT_LINES_MAX, Math.max(1, Math.trunc(value)));
}

export const LIMIT: Option<number> = {
	data: {
		type: OPTION_TYPE.integer,
		description: `Lines on a page, ${AUDIT_LINES_DEFAULT} if not given`,
		required: false,
		min_value: 1,
		max_value: AUDIT_LINES_MAX,
	},
	read: (value) => ok(readLimit(value)),
};

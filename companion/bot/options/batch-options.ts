import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import { BATCH_PER_MINUTE } from "../../batch/batch-view";
import { OPTION_TYPE } from "../framework/define-command";
import type { Option } from "../framework/option";

const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/;

/** Address of the file, as `decode-interaction.ts` takes it from what Discord resolved. */
export const BATCH_FILE: Option<string | undefined> = {
	data: { type: OPTION_TYPE.attachment, description: "CSV in UTF-8: user,amount,reason", required: false },
	read: (value) => ok(typeof value === "string" ? value : undefined),
};

export const BATCH_AT: Option<number | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "When it begins, UTC: 2026-01-31 20:00",
		required: false,
		max_length: 16,
	},
	read: (value): Result<number | undefined, Code> => {
		if (value === undefined) return ok(undefined);
		const [, day, time] = MOMENT.exec(String(value)) ?? [];
		const at = Date.parse(`${day}T${time}:00Z`);
		return Number.isNaN(at) ? fail("moment-malformed") : ok(at);
	},
};

export const BATCH_RATE: Option<number> = {
	data: {
		...{ type: OPTION_TYPE.integer, description: "Lines a minute", required: false },
		...{ min_value: BATCH_PER_MINUTE.min, max_value: BATCH_PER_MINUTE.max },
	},
	read: (value) => {
		const { min, usual, max } = BATCH_PER_MINUTE;
		const rate = value === undefined ? usual : Math.trunc(Number(value));
		return ok(rate >= min && rate <= max ? rate : usual);
	},
};

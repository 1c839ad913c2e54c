import { REASON_CHARACTERS_MAX, TXN_TEXT_MAX } from "../../../shared/limits";
import { OPTION_TYPE } from "../bot-command";

export const USER_OPTION = {
	type: OPTION_TYPE.string,
	name: "user",
	description: "Roblox name or id",
	required: true,
	min_length: 1,
	max_length: 40,
} as const;

/** Options of the commands that move money. The cap is the bot's to check: it is a setting, not part of the command. */
export const CHANGE_OPTIONS = [
	USER_OPTION,
	{ type: OPTION_TYPE.integer, name: "amount", description: "Whole number of coins", required: true, min_value: 1 },
	{
		type: OPTION_TYPE.string,
		name: "reason",
		description: "Shown in the audit",
		required: false,
		max_length: REASON_CHARACTERS_MAX,
	},
	{
		type: OPTION_TYPE.string,
		name: "txn",
		description: "Your own transaction id: the same id never takes effect twice",
		required: false,
		min_length: 1,
		max_length: TXN_TEXT_MAX,
	},
] as const;

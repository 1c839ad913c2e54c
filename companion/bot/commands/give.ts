import { STAFF_ONLY, type BotCommand } from "../bot-command";
import type { SlashCommandData } from "../slash-command";
import { CHANGE_OPTIONS } from "./change-options";
import { changeWallet } from "./change-wallet";

const data = {
	name: "give",
	description: "Add coins to a player's wallet",
	default_member_permissions: STAFF_ONLY,
	options: [...CHANGE_OPTIONS],
} as const satisfies SlashCommandData;

export const giveCommand: BotCommand = {
	data,
	run: (parts, interaction, replies) => changeWallet(parts, interaction, replies, 1),
};

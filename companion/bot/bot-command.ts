import type { BotParts } from "./bot-parts";
import type { SlashCommandData } from "./slash-command";
import type { ButtonInteraction, CommandInteraction, Interaction, Replies } from "./interaction";

/** Option types of Discord's API. */
export const OPTION_TYPE = { string: 3, integer: 4 } as const;

/**
 * Administrators only, until server staff open the command to others under Server Settings > Integrations. It hides
 * the command; the bot checks the roles itself.
 */
export const STAFF_ONLY = "0";

/** A slash command: what Discord is told about it, and what it does once the member's permission is checked. */
export interface BotCommand {
	readonly data: SlashCommandData;
	run(parts: BotParts, interaction: Interaction & CommandInteraction, replies: Replies): Promise<void>;
}

/** Buttons whose custom ids begin with `prefix` and a colon. */
export interface BotButton {
	readonly prefix: string;
	run(parts: BotParts, interaction: Interaction & ButtonInteraction, replies: Replies): Promise<void>;
}

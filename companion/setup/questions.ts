import type { Setting } from "../config/setting";
import { SETTINGS } from "../config/settings";

export interface Question {
	readonly setting: Setting<unknown>;
	readonly text: string;
}

/** What is asked together, because it can only be checked together. */
export interface QuestionGroup {
	readonly title: string;
	/** Where the answers are found. */
	readonly help: readonly string[];
	readonly questions: readonly Question[];
	/** The doctor's checks that judge the answers. */
	readonly isJudgedBy: (check: string) => boolean;
}

const DISCORD_CHECKS = ["reachable", "token", "application", "delivery", "intents"];

export const DISCORD_TOKEN: QuestionGroup = {
	title: "Discord: the bot",
	help: [
		"At https://discord.com/developers/applications make an application, then Bot > Reset Token, and copy it.",
		"What you type or paste is not shown.",
	],
	questions: [{ setting: SETTINGS.discordToken, text: "Token of the bot:" }],
	isJudgedBy: (check) => DISCORD_CHECKS.includes(check.replace("discord-", "")),
};

/** View Channels, Send Messages, Embed Links. */
const INVITED_WITH = (1 << 10) | (1 << 11) | (1 << 14);

/** Asked once the token has said which application it is. */
export function askForGuild(applicationId: string): QuestionGroup {
	return {
		title: "Discord: your server",
		help: [
			"Invite the bot:",
			`https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${INVITED_WITH}`,
			"Then switch on User Settings > Advanced > Developer Mode, right-click the server and copy its id.",
		],
		questions: [{ setting: SETTINGS.discordGuildId, text: "Id of the server:" }],
		isJudgedBy: (check) => check === "discord-guild",
	};
}

/** Only where the token did not say it, because Discord could not be asked. */
export const DISCORD_APPLICATION: QuestionGroup = {
	title: "Discord: the application",
	help: ["On the application's page, under General Information."],
	questions: [{ setting: SETTINGS.discordAppId, text: "Application id:" }],
	isJudgedBy: (check) => check === "discord-application",
};

export const ROBLOX: QuestionGroup = {
	title: "Roblox",
	help: [
		"At https://create.roblox.com: the universe id is in the menu of the experience's tile (Copy Universe ID).",
		"Under Open Cloud > API Keys make a key for this experience; README.md names the rights it needs.",
	],
	questions: [
		{ setting: SETTINGS.universeId, text: "Universe id:" },
		{ setting: SETTINGS.robloxApiKey, text: "Open Cloud key (not shown):" },
	],
	isJudgedBy: (check) => check.startsWith("roblox-"),
};

export const ADDRESS: QuestionGroup = {
	title: "Address",
	help: [
		"Where game servers reach this companion, such as https://purser.example.com. Nothing has to answer there yet.",
	],
	questions: [{ setting: SETTINGS.publicUrl, text: "Public address:" }],
	isJudgedBy: (check) => check === "public-url",
};

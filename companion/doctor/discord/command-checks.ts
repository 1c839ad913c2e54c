import { COMMANDS } from "../../bot/commands/command-list";
import { compareCommands } from "../../bot/compare-commands";
import { SETTINGS } from "../../config/settings";
import type { Check } from "../check";
import { bad, good } from "../finding";
import { fieldOf, listOf, textIn } from "../../answer-fields";
import { defineBotCheck } from "./define-bot-check";
import { unexpected, type DiscordReader } from "./discord-reader";

const { discordGuildId: guildId, discordAppId: applicationId, economyRoleIds } = SETTINGS;

/** The slash commands as the server has them. */
export const COMMAND_CHECKS: readonly Check[] = [
	defineBotCheck({
		name: "discord-commands",
		after: ["discord-application", "discord-guild"],
		settings: { applicationId, guildId, economyRoleIds },
		judge: async (settings, { discord }) => {
			const reply = await discord.get(commandsPath(settings));
			if (reply.kind === "answer" && reply.status === 403) {
				return bad("the bot may not have commands in the server: invite it again with the scope applications.commands");
			}
			if (reply.kind === "no-answer" || reply.status !== 200) return unexpected("the registered commands", reply);
			const differences = compareCommands(
				COMMANDS.map(({ data }) => data),
				reply.body,
			);
			if (differences.length === 0) return good(await describeClosed(discord, settings, listOf(reply.body)));
			return bad(
				`${differences.join("; ")}. The companion registers its commands when it starts: start it again; if this comes back, another program uses this application`,
			);
		},
	}),
];

interface Scope {
	readonly applicationId: string;
	readonly guildId: string;
	readonly economyRoleIds: readonly string[];
}

/** No fault: administrators see them all, and they may be the staff. Empty, too, where Discord does not tell. */
async function describeClosed(discord: DiscordReader, scope: Scope, commands: readonly unknown[]): Promise<string> {
	const reply = await discord.get(`${commandsPath(scope)}/permissions`);
	if (reply.kind === "no-answer" || reply.status !== 200) return "";
	const closed = commands.filter(
		(command) => !isOpen(textIn(command, "id"), reply.body, [scope.guildId, ...scope.economyRoleIds]),
	);
	if (closed.length === 0) return "";
	const names = closed.map((command) => `/${textIn(command, "name")}`).join(", ");
	return `only administrators see ${names}: open them to the staff's role in Server Settings > Integrations`;
}

function commandsPath({ applicationId, guildId }: Scope): `/${string}` {
	return `/applications/${applicationId}/guilds/${guildId}/commands`;
}

/** `default_member_permissions` of "0" closes a command but for those that server staff name for it. */
function isOpen(commandId: string | undefined, permissions: unknown, roleIds: readonly string[]): boolean {
	const own = listOf(permissions).filter((entry) => textIn(entry, "id") === commandId);
	const rules = own.flatMap((entry) => listOf(fieldOf(entry, "permissions")));
	return rules.some((rule) => roleIds.includes(textIn(rule, "id") ?? "") && fieldOf(rule, "permission") === true);
}

import { COMMANDS } from "./commands/command-list";
import { compareCommands } from "./compare-commands";
import type { DiscordRest } from "./rest-replies";

export interface RegistrationTarget {
	readonly applicationId: string;
	readonly guildId: string;
}

/**
 * Tells Discord the guild's commands, only when it has others: an application may create 200 commands a day. What Discord
 * has is asked, not remembered, so that a start brings back commands that somebody deleted. The call sets the exact list,
 * so telling twice does no harm. Rejects when Discord refuses it.
 */
export async function registerCommands(
	rest: Pick<DiscordRest, "get" | "put">,
	{ applicationId, guildId }: RegistrationTarget,
): Promise<"registered" | "unchanged"> {
	const commands = COMMANDS.map(({ data }) => data);
	const route = `/applications/${applicationId}/guilds/${guildId}/commands` as const;
	if (compareCommands(commands, await rest.get(route)).length === 0) return "unchanged";
	await rest.put(route, commands);
	return "registered";
}

import { bunPlatform } from "../../shared/bun/platform";
import { COMMANDS } from "./commands/command-list";
import type { DiscordRest } from "./rest-replies";

/** Keeps the hash of the command set that Discord was told last. */
export interface RegistrationStore {
	read(): string | undefined;
	write(hash: string): Promise<void>;
}

export interface RegistrationTarget {
	readonly applicationId: string;
	readonly guildId: string;
}

/**
 * Tells Discord the guild's commands, only when they differ from what was told last: an application may create 200
 * commands a day. The call sets the exact list, so telling twice does no harm. Rejects when Discord refuses it.
 */
export async function registerCommands(
	rest: DiscordRest,
	store: RegistrationStore,
	{ applicationId, guildId }: RegistrationTarget,
): Promise<"registered" | "unchanged"> {
	const commands = COMMANDS.map(({ data }) => data);
	const hash = bunPlatform.sha256(JSON.stringify({ applicationId, guildId, commands }));
	if (store.read() === hash) return "unchanged";
	await rest.put(`/applications/${applicationId}/guilds/${guildId}/commands`, commands);
	await store.write(hash);
	return "registered";
}

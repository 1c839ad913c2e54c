import type { PortalSettings } from "../world";
import { Close, Intent, KNOWN_INTENTS } from "./protocol";

export interface CloseReason {
	readonly code: number;
	readonly reason: string;
}

/** Only one shard is served, so anything but the first of one is invalid. */
export function checkShard(shard: readonly unknown[] | undefined): CloseReason | undefined {
	if (!shard || (shard.length === 2 && shard[0] === 0 && shard[1] === 1)) return undefined;
	return { code: Close.INVALID_SHARD, reason: "Invalid shard." };
}

/** Unknown bits are invalid; privileged ones need their switch on the application's page. */
export function checkIntents(intents: number, portal: PortalSettings): CloseReason | undefined {
	if (!Number.isInteger(intents) || intents < 0 || (intents & ~KNOWN_INTENTS) !== 0) {
		return { code: Close.INVALID_INTENTS, reason: "Invalid intent(s)." };
	}
	const disallowed =
		(portal.guildMembers ? 0 : Intent.GUILD_MEMBERS) |
		(portal.presences ? 0 : Intent.GUILD_PRESENCES) |
		(portal.messageContent ? 0 : Intent.MESSAGE_CONTENT);
	if ((intents & disallowed) !== 0) return { code: Close.DISALLOWED_INTENTS, reason: "Disallowed intent(s)." };
	return undefined;
}

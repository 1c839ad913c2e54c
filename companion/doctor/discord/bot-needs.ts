/** An intent of the gateway. Without `flags` it is not privileged, and every application may ask for it. */
export interface NeededIntent {
	readonly name: string;
	/** As the gateway is asked for it. */
	readonly bit: number;
	/** Bits of the application's `flags`, one of which says that it was granted on the application's page. */
	readonly flags?: number;
}

export interface NeededPermission {
	/** As server staff read it in the client. */
	readonly name: string;
	readonly bit: bigint;
}

/** What the bot cannot work without. The checks know nothing of the bot but this. */
export interface BotNeeds {
	readonly intents: readonly NeededIntent[];
	/** In the whole server. */
	readonly permissions: readonly NeededPermission[];
	/** Roles that it gives and takes; they have to stand below its own highest. */
	readonly rolesGiven: readonly string[];
}

/**
 * As `bot/discord-client.ts` logs in. Interactions come without any further intent, and their answers go out by the
 * interaction's own token, so that neither permissions nor the place of the bot's role matter to them.
 * Source: Discord, Gateway and Receiving and Responding.
 */
export const BOT_NEEDS: BotNeeds = { intents: [{ name: "GUILDS", bit: 1 << 0 }], permissions: [], rolesGiven: [] };

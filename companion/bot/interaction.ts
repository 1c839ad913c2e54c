/**
 * The part of a Discord interaction that the bot reads, in the API's own shape. `discord-client.ts` makes it from
 * discord.js, the simulation makes it directly; the handlers see nothing else of Discord.
 */
export interface CommandInteraction {
	readonly id: string;
	readonly applicationId: string;
	readonly token: string;
	readonly guildId: string | undefined;
	readonly commandName: string;
	readonly options: ReadonlyMap<string, string | number | boolean>;
	readonly member: {
		readonly id: string;
		readonly name: string;
		readonly roleIds: readonly string[];
	};
}

export interface ButtonInteraction {
	readonly id: string;
	readonly applicationId: string;
	readonly token: string;
	readonly guildId: string | undefined;
	readonly customId: string;
	readonly member: CommandInteraction["member"];
}

export type Interaction =
	| ({ readonly kind: "command" } & CommandInteraction)
	| ({ readonly kind: "button" } & ButtonInteraction);

/** An embed and buttons in the API's shape, already within Discord's limits. */
export interface ReplyBody {
	readonly content?: string;
	readonly embeds?: readonly object[];
	readonly components?: readonly object[];
}

/** Where a reply goes. Kept in the database, so that an outcome finds its reply after a restart too. */
export interface ReplyAddress {
	readonly applicationId: string;
	readonly token: string;
}

/** Answers of one interaction. A failed call is a value: Discord being away never stops the ledger. */
export interface Replies {
	/** Must be called within 3 s of the interaction. */
	defer(interaction: Interaction, options: { ephemeral: boolean }): Promise<ReplyResult>;
	/** First answer of a button: shows nothing, the message is edited next. */
	deferUpdate(interaction: Interaction): Promise<ReplyResult>;
	/** First answer at once, for what needs no waiting. */
	reply(interaction: Interaction, body: ReplyBody, options: { ephemeral: boolean }): Promise<ReplyResult>;
	/** Edits the first answer, within 15 minutes of the interaction. */
	edit(address: ReplyAddress, body: ReplyBody): Promise<ReplyResult>;
}

export type ReplyResult = { readonly ok: true } | { readonly ok: false; readonly retriable: boolean; readonly code: string };

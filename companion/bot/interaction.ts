/** The member who used a command or a button, as the interaction itself states it: no cache can be behind. */
export interface InteractionMember {
	readonly id: string;
	readonly name: string;
	readonly roleIds: readonly string[];
}

/**
 * The part of a Discord interaction that the bot reads. `decode-interaction.ts` makes it from the gateway's event, the
 * simulation makes it directly; the handlers see nothing else of Discord.
 */
export interface CommandInteraction {
	readonly id: string;
	readonly applicationId: string;
	readonly token: string;
	/** Absent in direct messages. */
	readonly guildId: string | undefined;
	readonly commandName: string;
	readonly options: ReadonlyMap<string, string | number | boolean>;
	readonly member: InteractionMember;
}

export interface ButtonInteraction {
	readonly id: string;
	readonly applicationId: string;
	readonly token: string;
	readonly guildId: string | undefined;
	readonly customId: string;
	readonly member: InteractionMember;
}

export type Interaction =
	({ readonly kind: "command" } & CommandInteraction) | ({ readonly kind: "button" } & ButtonInteraction);

export interface Embed {
	readonly title: string;
	readonly description: string;
	readonly color: number;
}

export interface Button {
	readonly type: 2;
	readonly style: 2;
	readonly label: string;
	readonly custom_id: string;
	readonly disabled: boolean;
}

export interface ActionRow {
	readonly type: 1;
	readonly components: readonly Button[];
}

/**
 * A whole message in the API's shape, already within Discord's limits. Every part is always present: an edit replaces
 * what it names and keeps the rest, and an edit without `allowed_mentions` would parse mentions by the defaults again.
 */
export interface ReplyBody {
	readonly embeds: readonly Embed[];
	readonly components: readonly ActionRow[];
	readonly allowed_mentions: { readonly parse: readonly [] };
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

export type ReplyResult =
	{ readonly ok: true } | { readonly ok: false; readonly retriable: boolean; readonly code: string };

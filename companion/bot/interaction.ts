import type { Actor } from "../staff/staff-view";

/**
 * The part of a Discord interaction that the bot reads. `decode-interaction.ts` makes it from the gateway's event, the
 * simulation makes it directly; the handlers see nothing else of Discord.
 */
interface AnyInteraction extends ReplyAddress {
	readonly id: string;
	/** Absent in direct messages. */
	readonly guildId: string | undefined;
	/** Where it was used. */
	readonly channelId?: string | undefined;
	/** Who used it, as the interaction itself states it: no cache can be behind. */
	readonly member: Actor;
}

export interface CommandInteraction extends AnyInteraction {
	readonly kind: "command";
	readonly commandName: string;
	/** Roles and members are given by their ids. */
	readonly options: ReadonlyMap<string, string | number | boolean>;
}

interface ComponentInteraction extends AnyInteraction {
	readonly customId: string;
	/** It stands below a message that only one member sees. */
	readonly isOnPrivateMessage: boolean;
}

export interface ButtonInteraction extends ComponentInteraction {
	readonly kind: "button";
}

/** Something was chosen from a list, one thing at a time. */
export interface SelectInteraction extends ComponentInteraction {
	readonly kind: "select";
	readonly value: string;
}

/** A form was filled in and sent. */
export interface ModalInteraction extends AnyInteraction {
	readonly kind: "modal";
	readonly customId: string;
	/** By the custom ids of the fields; without those that were left empty. */
	readonly typed: ReadonlyMap<string, string>;
}

/** Somebody is typing into an option, and wants to be offered what fits. */
export interface AutocompleteInteraction extends AnyInteraction {
	readonly kind: "autocomplete";
	readonly commandName: string;
	readonly optionName: string;
	readonly typed: string;
}

export type Interaction =
	CommandInteraction | ButtonInteraction | SelectInteraction | ModalInteraction | AutocompleteInteraction;

export interface Embed {
	readonly title: string;
	readonly description: string;
	readonly color: number;
}

/** Styles of Discord's API: 2 is grey, 3 green. */
export interface Button {
	readonly type: 2;
	readonly style: 2 | 3;
	readonly label: string;
	readonly custom_id: string;
	readonly disabled: boolean;
}

/** One thing of up to 25 is chosen. */
export interface Select {
	readonly type: 3;
	readonly placeholder: string;
	readonly custom_id: string;
	readonly options: readonly { readonly label: string; readonly value: string; readonly default: boolean }[];
}

export interface ActionRow {
	readonly type: 1;
	readonly components: readonly Button[] | readonly [Select];
}

/** A form in the API's shape, with one to five components. */
export interface Modal {
	readonly custom_id: string;
	readonly title: string;
	readonly components: readonly (ModalText | ModalField)[];
}

export interface ModalText {
	readonly type: 10;
	readonly content: string;
}

/** A label with what is typed below it. */
export interface ModalField {
	readonly type: 18;
	readonly label: string;
	readonly description: string;
	readonly component: TextInput;
}

/** Styles of Discord's API: 1 is a single line. */
export interface TextInput {
	readonly type: 4;
	readonly custom_id: string;
	readonly style: 1;
	readonly required: boolean;
	readonly min_length?: number;
	readonly max_length?: number;
}

/** What autocomplete offers. */
export interface Choice {
	readonly name: string;
	readonly value: string;
}

/**
 * A whole message in the API's shape, already within Discord's limits. Every part is always present: an edit replaces
 * what it names and keeps the rest, and an edit without `allowed_mentions` would parse mentions by the defaults again.
 */
export interface ReplyBody {
	readonly embeds: readonly Embed[];
	readonly components: readonly ActionRow[];
	readonly allowed_mentions: { readonly parse: readonly [] };
	/** Goes along with an edit of a reply. */
	readonly file?: ReplyFile;
}

export interface ReplyFile {
	readonly name: string;
	readonly content: Uint8Array;
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
	/** First answer of a command or a component, never of a form: shows a form to the member alone. */
	openModal(interaction: Interaction, modal: Modal): Promise<ReplyResult>;
	/** The only answer autocomplete takes: up to 25 choices. */
	suggest(interaction: Interaction, choices: readonly Choice[]): Promise<ReplyResult>;
	/** Edits the first answer, within 15 minutes of the interaction. */
	edit(address: ReplyAddress, body: ReplyBody): Promise<ReplyResult>;
	/** A message beside the first answer that only the member sees; after `deferUpdate`. */
	sayAside(address: ReplyAddress, body: ReplyBody): Promise<ReplyResult>;
}

export type ReplyResult =
	{ readonly ok: true } | { readonly ok: false; readonly retriable: boolean; readonly code: string };

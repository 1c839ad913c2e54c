import type { Component, Embed, MessageBody } from "../bodies/body-types";
import type { User } from "../model";
import type { Snowflakes } from "../snowflakes";
import { MessageFlag } from "../rules/message-rules";
import { type Pings, findPings } from "../rules/mentions";
import { KeyedListeners, type Listener } from "./keyed-listeners";

export interface Attachment {
	readonly id: string;
	readonly filename: string;
	readonly size: number;
	readonly description: string | null;
	readonly url: string;
	readonly contentType: string | null;
}

export interface StoredMessage {
	readonly id: string;
	readonly channelId: string;
	readonly author: User;
	readonly content: string;
	readonly embeds: readonly Embed[];
	readonly components: readonly Component[];
	readonly attachments: readonly Attachment[];
	readonly flags: number;
	/** Unix milliseconds. */
	readonly createdMillis: number;
	readonly editedMillis: number | null;
	readonly nonce: string | number | null;
	/** The interaction that this message answers or follows. */
	readonly interactionId: string | null;
	/** Ephemeral: the one user who sees it. */
	readonly onlyFor: string | null;
	/** What it pinged when it was sent or last changed, and the people among it. */
	readonly pings: Pings;
	readonly pinged: readonly User[];
}

export type MessageChange = { readonly kind: "created" | "edited" | "deleted"; readonly message: StoredMessage };

export interface NewMessage {
	readonly channelId: string;
	readonly author: User;
	readonly body: MessageBody;
	readonly files: readonly Attachment[];
	readonly flags: number;
	readonly interactionId: string | null;
	readonly onlyFor: string | null;
}

/** All messages of all channels, newest kept last. Every change is told to the listeners at once. */
export class MessageStore {
	private readonly messages = new Map<string, StoredMessage>();
	private readonly toAll: Listener<MessageChange>[] = [];
	private readonly toSome = new KeyedListeners<MessageChange>();

	constructor(
		private readonly snowflakes: Snowflakes,
		private readonly unixMillis: () => number,
		private readonly findUser: (id: string) => User | undefined,
	) {}

	/** Calls `listener` at every change, before those of `onChangeOf`. */
	onChange(listener: Listener<MessageChange>): void {
		this.toAll.push(listener);
	}

	/** Calls `listener` at every change of one message, or of all those of one interaction, until told to stop. */
	onChangeOf(id: string, listener: Listener<MessageChange>): () => void {
		return this.toSome.add(id, listener);
	}

	create(made: NewMessage): StoredMessage {
		const content = (made.body.content ?? "").trim();
		const message: StoredMessage = {
			id: this.snowflakes.next(),
			channelId: made.channelId,
			author: made.author,
			content,
			embeds: made.body.embeds ?? [],
			components: made.body.components ?? [],
			attachments: made.files,
			flags: made.flags,
			createdMillis: this.unixMillis(),
			editedMillis: null,
			nonce: made.body.nonce ?? null,
			interactionId: made.interactionId,
			onlyFor: made.onlyFor,
			...this.pingsOf(content, made.body, made.interactionId),
		};
		return this.put("created", message);
	}

	/** Replaces the fields that the body names; filling a loading message does not count as an edit. */
	edit(message: StoredMessage, body: MessageBody, files: readonly Attachment[]): StoredMessage {
		const loading = (message.flags & MessageFlag.LOADING) !== 0;
		const settable = (body.flags ?? 0) & (MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2);
		const content = body.content === undefined ? message.content : (body.content ?? "").trim();
		return this.put("edited", {
			...message,
			content,
			// Without `allowed_mentions` the defaults hold again, whatever was said before ("Allowed Mentions").
			...this.pingsOf(content, body, message.interactionId),
			embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []),
			components: body.components === undefined ? message.components : (body.components ?? []),
			attachments: keepAttachments(message, body, files),
			flags: (message.flags & ~MessageFlag.LOADING) | settable,
			editedMillis: loading ? null : this.unixMillis(),
		});
	}

	delete(message: StoredMessage): void {
		this.messages.delete(message.id);
		this.tell({ kind: "deleted", message });
	}

	find(id: string): StoredMessage | undefined {
		return this.messages.get(id);
	}

	/** Newest first, as the API lists them; ephemeral ones are in no list. */
	list(channelId: string): readonly StoredMessage[] {
		return [...this.messages.values()]
			.filter((message) => message.channelId === channelId && message.onlyFor === null)
			.reverse();
	}

	private pingsOf(
		content: string,
		{ allowed_mentions: allowed }: MessageBody,
		interactionId: string | null,
	): Pick<StoredMessage, "pings" | "pinged"> {
		const pings = findPings(content, allowed, interactionId === null ? "channel" : "interaction");
		return { pings, pinged: pings.users.map(this.findUser).filter((user) => user !== undefined) };
	}

	private put(kind: "created" | "edited", message: StoredMessage): StoredMessage {
		this.messages.set(message.id, message);
		this.tell({ kind, message });
		return message;
	}

	private tell(change: MessageChange): void {
		const { id, interactionId } = change.message;
		const concerned = [interactionId, id].flatMap((key) => (key === null ? [] : this.toSome.of(key)));
		for (const listener of [...this.toAll, ...concerned]) listener(change);
	}
}

/** On edit `attachments` lists all that stay; without the field all stay and new files are added. */
function keepAttachments(
	message: StoredMessage,
	body: MessageBody,
	files: readonly Attachment[],
): readonly Attachment[] {
	if (body.attachments === undefined) return [...message.attachments, ...files];
	const kept = new Set((body.attachments ?? []).map((attachment) => String(attachment.id)));
	return [...message.attachments.filter((attachment) => kept.has(attachment.id)), ...files];
}

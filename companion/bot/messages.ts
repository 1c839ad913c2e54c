import type { ReplyBody, ReplyResult } from "./interaction";

/** A message that answers no interaction. */
export interface Post {
	readonly body: ReplyBody;
	/** Stands above the message. Mentions in it are shown as such, so what people wrote has to be escaped. */
	readonly text?: string;
	/** The one member who is notified where the text mentions him. Nobody else ever is. */
	readonly notifies?: string;
	/** 1 to 25 characters. Given again within some minutes, for the same channel, it sends nothing new. */
	readonly nonce: string;
}

/**
 * Messages of the bot's own accord. They are sent once also where Discord's answer is lost, by their nonce. A failed call
 * is a value; one that is not `retriable` was refused: the bot may not write there, or the member takes no messages.
 */
export interface Messages {
	toChannel(channelId: string, post: Post): Promise<ReplyResult>;
	/** Opens a direct message to him first. */
	toMember(userId: string, post: Post): Promise<ReplyResult>;
}

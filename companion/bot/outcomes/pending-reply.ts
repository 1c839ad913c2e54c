import type { ReplyAddress } from "../interaction";

/** Who is told of an outcome that comes after the reply can no longer be edited. */
export interface Asker {
	readonly memberId: string;
	/** Where he asked. Absent: in private, so he is told by direct message. */
	readonly channelId: string | undefined;
}

/** A reply that waits for the outcome of a command. Many may wait for one. */
export interface PendingReply {
	readonly commandId: string;
	readonly address: ReplyAddress;
	/** Unix milliseconds: when the interaction came, from which its token lives 15 minutes. */
	readonly createdAt: number;
	/** Absent in what a version wrote that told nobody late. */
	readonly asker: Asker | undefined;
	/** An earlier interaction gave the same command. */
	readonly isRepeat: boolean;
}

/** Methods that write resolve after their commit; those that read tell what is durable. */
export interface PendingReplyStore {
	/** An earlier process took it up. It follows the outcome, or has said that nothing was changed. */
	isKnown(commandId: string, token: string): Promise<boolean>;
	/** Handed in before the command itself, so that no outcome is without its reply. */
	add(reply: Omit<PendingReply, "isRepeat">): Promise<void>;
	/** The reply will never wait: its command was not taken. */
	remove(commandId: string, token: string): Promise<void>;
	/** The outcome was shown or told, or nobody can be told. */
	complete(commandId: string, token: string): Promise<void>;
	/** All that still wait. */
	listOpen(): Promise<readonly PendingReply[]>;
}

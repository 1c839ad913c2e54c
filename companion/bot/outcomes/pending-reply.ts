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

/** Every method awaits one committed transaction. */
export interface PendingReplyStore {
	/** Written before the command itself, so that no outcome is without its reply. `false`: this one is known already. */
	add(reply: Omit<PendingReply, "isRepeat">): Promise<boolean>;
	/** The reply will never wait: its command was not taken. */
	remove(commandId: string, token: string): Promise<void>;
	/** The outcome was shown or told, or nobody can be told. */
	complete(commandId: string, token: string): Promise<void>;
	/** All that still wait. */
	listOpen(): Promise<readonly PendingReply[]>;
}

import type { ReplyAddress } from "../interaction";

/** A reply that waits for the outcome of a command. Many may wait for one. */
export interface PendingReply {
	readonly commandId: string;
	readonly address: ReplyAddress;
	/** Unix milliseconds: when the interaction came, from which its token lives 15 minutes. */
	readonly createdAt: number;
	/** An earlier interaction gave the same command. */
	readonly isRepeat: boolean;
}

/** Every method awaits one committed transaction. */
export interface PendingReplyStore {
	/** Written before the command itself, so that no outcome is without its reply. `false`: this one is known already. */
	add(reply: Omit<PendingReply, "isRepeat">): Promise<boolean>;
	/** The reply will never wait: its command was not taken. */
	remove(commandId: string, token: string): Promise<void>;
	/** The reply shows the outcome, or can no longer be edited. */
	complete(commandId: string, token: string): Promise<void>;
	/** All that still wait and were made after `createdAfter` (Unix milliseconds); older ones are deleted. */
	takeOpen(createdAfter: number): Promise<readonly PendingReply[]>;
}

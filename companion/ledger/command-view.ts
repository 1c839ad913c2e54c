import type { Code } from "../../shared/codes";
import type { Person } from "../staff/staff-view";

export type CommandState = "pending" | "published" | "committed" | "refused" | "expired" | "unknown";

/** A journal row as people and other parts may see it. */
export interface CommandView {
	readonly id: string;
	readonly guildId: string;
	readonly userId: number;
	readonly userName: string;
	readonly delta: number;
	readonly reason: string;
	readonly actorId: string;
	/** As it was when the command was given; names change. */
	readonly actorName: string;
	/** Who approved it, where it took a second person. */
	readonly approverName?: string;
	readonly state: CommandState;
	/** Why it was refused. */
	readonly code?: Code;
	/** Balance after it, once settled. */
	readonly balance?: number;
	readonly revision?: number;
	/** Why it is not settled yet, when somebody said so: `backlog`, `held`, `gap` … */
	readonly waiting?: Code;
	/** Unix milliseconds. */
	readonly createdAt: number;
	readonly settledAt?: number;
}

/** A change of a wallet asked for by a person. Checked for form and permission before it comes here. */
export interface ChangeRequest {
	readonly guildId: string;
	/** `discord:<interaction id>` or `txn:<guild>:<text>`. */
	readonly id: string;
	readonly userId: number;
	readonly userName: string;
	/** Non-zero integer. */
	readonly delta: number;
	readonly reason: string;
	readonly actorId: string;
	readonly actorName: string;
	/** Who approved it, where it took a second person. */
	readonly approver?: Person;
	/** How high the actor stands, where that is known. */
	readonly actorLevel?: string | undefined;
	/** Number of the command that this one takes back. */
	readonly reverses?: number;
}

export type Submission =
	/** The row is durable and the command is on its way; it ends by a receipt. */
	| { readonly kind: "accepted"; readonly command: CommandView }
	/** Same id, same content: this is what became of the first. */
	| { readonly kind: "repeat"; readonly command: CommandView }
	/** Same id, other content: nothing was written. */
	| { readonly kind: "conflict"; readonly command: CommandView }
	/** Commands are not taken now; nothing was written. */
	| { readonly kind: "refused"; readonly code: Code };

/** What stands before the ledger for whoever asks. Both are called in the transaction that takes the command. */
export interface Gate {
	/** Why it is not taken; not asked of an id that is known. */
	findRefusal(now: number): Code | undefined;
	/** It is taken, for the first time. */
	noteTaken(now: number): void;
}

/**
 * What the bot and later the API use of the ledger. Methods that write resolve after their commit; those that read tell what
 * is durable.
 */
export interface Ledger {
	submit(request: ChangeRequest, gate?: Gate): Promise<Submission>;
	find(id: string): Promise<CommandView | undefined>;
	/** Another open command with the same player, amount and actor within the last minutes: likely a mistaken repeat. */
	findSimilarOpen(request: ChangeRequest): Promise<CommandView | undefined>;
	/**
	 * The newest other command of the last two minutes with the same player and amount, whoever gave it, unless it had no
	 * effect: likely this is the same decision once more.
	 */
	findTwin(request: Pick<ChangeRequest, "id" | "userId" | "delta">): Promise<CommandView | undefined>;
	/** Called after the outcome is durable, in the order of settling. Returns the way to stop listening. */
	onSettled(listener: (command: CommandView) => void): () => void;
}

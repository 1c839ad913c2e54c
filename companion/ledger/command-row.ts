import { CODES, type Code } from "../../shared/codes";
import type { CommandState, CommandView } from "./command-view";

/** A row of the journal as SQLite holds it. */
export interface CommandRow {
	readonly number: number;
	readonly id: string;
	readonly content_hash: string;
	readonly guild_id: string;
	readonly user_id: number;
	readonly user_name: string;
	readonly delta: number;
	readonly reason: string;
	readonly actor_id: string;
	readonly actor_name: string;
	readonly approver_id: string | null;
	readonly approver_name: string | null;
	readonly actor_level: string | null;
	readonly source: string;
	readonly born: string;
	/** 0 while the row waits without a number; `seq` is negative then and only keeps the order. */
	readonly epoch: number;
	readonly seq: number;
	readonly state: CommandState;
	readonly empty: number;
	/** 1: an opening command. */
	readonly opens: number;
	/** Number of the command that this one takes back. */
	readonly reverses: number | null;
	readonly created_at: number;
	readonly not_after: number;
	readonly sent_at: number | null;
	readonly ring_count: number;
	readonly due_at: number | null;
	readonly executor: string | null;
	readonly waiting: string | null;
	readonly held_by: string | null;
	readonly code: string | null;
	readonly balance: number | null;
	readonly revision: number | null;
	readonly settled_at: number | null;
}

export function toCommandView(row: CommandRow): CommandView {
	return {
		id: row.id,
		guildId: row.guild_id,
		userId: row.user_id,
		userName: row.user_name,
		delta: row.delta,
		reason: row.reason,
		actorId: row.actor_id,
		actorName: row.actor_name,
		approverName: row.approver_name ?? undefined,
		state: row.state,
		code: toCode(row.code),
		balance: row.balance ?? undefined,
		revision: row.revision ?? undefined,
		waiting: row.settled_at === null ? toCode(row.waiting) : undefined,
		createdAt: row.created_at,
		settledAt: row.settled_at ?? undefined,
	};
}

/** A code as a column holds it; a newer program may have written one that this one does not know. */
export function toCode(text: string | null): Code | undefined {
	return text !== null && isCode(text) ? text : undefined;
}

function isCode(text: string): text is Code {
	return Object.hasOwn(CODES, text);
}

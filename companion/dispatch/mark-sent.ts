import type { Database } from "bun:sqlite";
import type { CommandRow } from "../ledger/command-row";
import { ringDelayMilliseconds } from "./ring-schedule";

/** The mark of a ring, made durable before the ring: who is named, and when to ring again. */
export function markRung(database: Database, row: CommandRow, to: string, now: number): CommandRow {
	const rings = row.ring_count + 1;
	return markSent(database, row, { to, now, rings, dueAt: now + ringDelayMilliseconds(rings) });
}

interface Mark {
	readonly to: string;
	readonly now: number;
	readonly rings: number;
	readonly dueAt: number | null;
}

function markSent(database: Database, row: CommandRow, { to, now, rings, dueAt }: Mark): CommandRow {
	const marked = database
		.query<CommandRow, [number, number, number | null, string, string]>(
			`UPDATE command SET state = 'published', sent_at = coalesce(sent_at, ?), ring_count = ?, due_at = ?,
				executor = ? WHERE id = ? AND settled_at IS NULL RETURNING *`,
		)
		.get(now, rings, dueAt, to, row.id);
	if (marked === null) throw new Error("only an open command is sent");
	return marked;
}

/** Being handed a command counts as its first ring; later rings keep their times, should this answer be lost. */
export function markHandedOut(database: Database, row: CommandRow, to: string, now: number): CommandRow {
	if (row.due_at !== null && row.due_at <= now) return markRung(database, row, to, now);
	if (row.state === "published" && row.executor === to) return row;
	return markSent(database, row, { to, now, rings: row.ring_count, dueAt: row.due_at });
}

import type { Database } from "bun:sqlite";
import { CODES, type Code } from "../../shared/codes";
import type { Transactions } from "../database/transactions";
import type { Batch, BatchLine, BatchState } from "./batch-view";

interface BatchRow {
	readonly id: string;
	readonly guild_id: string;
	readonly actor_id: string;
	readonly per_minute: number;
	readonly next_at: number;
	readonly state: BatchState;
	readonly stopped_by: string | null;
}

interface LineRow {
	readonly line: number;
	readonly user_id: number;
	readonly user_name: string;
	readonly delta: number;
	readonly reason: string;
	readonly ended: string;
}

export type NewBatch = Pick<Batch, "id" | "guildId" | "actorId" | "perMinute" | "nextAt">;

/** Batches and their lines. Methods that write resolve after their commit; those that read tell what is durable. */
export interface BatchStore {
	/** Keeps what was asked for; nothing is given before `begin`. */
	keep(batch: NewBatch, lines: readonly BatchLine[]): Promise<void>;
	find(id: string): Promise<Batch | undefined>;
	newest(): Promise<Batch | undefined>;
	/** Lets it run, unless it ran before or was stopped. `onBegun` is part of the same unit. */
	begin(id: string, onBegun: (batch: Batch) => void): Promise<void>;
	/** `false`: it was over already. */
	stop(id: string, by: string): Promise<boolean>;
	/** The running batch whose next line is due first, with that line; without one, all of it is done. */
	nextDue(): Promise<{ readonly batch: Batch; readonly line: BatchLine | undefined } | undefined>;
	/** How a line ended: `given`, or by which code it was refused. The next one is due later. */
	endLine(batch: Batch, line: number, ended: string): Promise<void>;
	postpone(id: string, until: number): Promise<void>;
	finish(id: string): Promise<void>;
}

export function createBatchStore(
	database: Database,
	transactions: Transactions,
	clock: { readonly now: () => number },
): BatchStore {
	const find = database.query<BatchRow, [string]>("SELECT * FROM batch WHERE id = ?");
	const newest = database.query<BatchRow, []>("SELECT * FROM batch ORDER BY asked_at DESC LIMIT 1");
	const due = database.query<BatchRow, []>("SELECT * FROM batch WHERE state = 'running' ORDER BY next_at LIMIT 1");
	const lines = database.query<LineRow, [string]>("SELECT * FROM batch_line WHERE batch_id = ? ORDER BY line");
	const open = database.query<LineRow, [string]>(
		"SELECT * FROM batch_line WHERE batch_id = ? AND ended = '' ORDER BY line LIMIT 1",
	);
	const change = (sql: string, values: (string | number)[]): boolean => database.run(sql, values).changes > 0;
	const show = (row: BatchRow | null) => (row === null ? undefined : toBatch(row, lines.all(row.id)));

	return {
		keep: (batch, all) =>
			transactions.run(() => {
				const { id, guildId, actorId, perMinute, nextAt } = batch;
				const isNew = change(
					`INSERT INTO batch (id, guild_id, actor_id, asked_at, per_minute, next_at, state)
						VALUES (?, ?, ?, ?, ?, ?, 'asked') ON CONFLICT DO NOTHING`,
					[id, guildId, actorId, clock.now(), perMinute, nextAt],
				);
				if (!isNew) return;
				for (const { line, userId, userName, delta, reason } of all) {
					database.run(
						"INSERT INTO batch_line (batch_id, line, user_id, user_name, delta, reason) VALUES (?, ?, ?, ?, ?, ?)",
						[id, line, userId, userName, delta, reason],
					);
				}
			}),
		find: (id) => transactions.read(() => show(find.get(id))),
		newest: () => transactions.read(() => show(newest.get())),
		begin: (id, onBegun) =>
			transactions.run(() => {
				const isBegun = change("UPDATE batch SET state = 'running' WHERE id = ? AND state = 'asked'", [id]);
				const batch = isBegun ? show(find.get(id)) : undefined;
				if (batch !== undefined) onBegun(batch);
			}),
		stop: (id, by) =>
			transactions.run(() =>
				change("UPDATE batch SET state = 'stopped', stopped_by = ? WHERE id = ? AND state IN ('asked', 'running')", [
					...[by, id],
				]),
			),
		nextDue: () =>
			transactions.read(() => {
				const row = due.get();
				if (row === null) return undefined;
				const line = open.get(row.id);
				return { batch: toBatch(row, lines.all(row.id)), line: line === null ? undefined : toLine(line) };
			}),
		endLine: ({ id, perMinute }, line, ended) =>
			transactions.run(() => {
				change("UPDATE batch_line SET ended = ? WHERE batch_id = ? AND line = ?", [ended, id, line]);
				change("UPDATE batch SET next_at = ? WHERE id = ?", [clock.now() + Math.ceil(60_000 / perMinute), id]);
			}),
		postpone: (id, until) =>
			transactions.run(() => void change("UPDATE batch SET next_at = ? WHERE id = ?", [until, id])),
		finish: (id) =>
			transactions.run(() => void change("UPDATE batch SET state = 'done' WHERE id = ? AND state = 'running'", [id])),
	};
}

const isCode = (ended: string): ended is Code => Object.hasOwn(CODES, ended);

function toLine({ line, user_id: userId, user_name: userName, delta, reason }: LineRow): BatchLine {
	return { line, userId, userName, delta, reason };
}

function toBatch(row: BatchRow, lines: readonly LineRow[]): Batch {
	const sum = (sign: 1 | -1): number =>
		lines.reduce((total, { delta }) => (delta * sign > 0 ? total + delta * sign : total), 0);
	const refused = lines.flatMap(({ line, ended: code }) => (isCode(code) ? [{ line, code }] : []));
	return {
		...{ id: row.id, guildId: row.guild_id, actorId: row.actor_id, state: row.state, perMinute: row.per_minute },
		...{ nextAt: row.next_at, stoppedBy: row.stopped_by ?? undefined, lines: lines.length, refused },
		...{ given: lines.filter(({ ended }) => ended === "given").length, gives: sum(1), takes: sum(-1) },
	};
}

/** The journal holds what was given; the file is nobody's concern after so long. */
const KEPT_MILLISECONDS = 30 * 86_400_000;

export function createBatchKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			database.run("DELETE FROM batch WHERE asked_at < ? AND state <> 'running'", [now - KEPT_MILLISECONDS]);
		},
	};
}

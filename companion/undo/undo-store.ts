import type { Database } from "bun:sqlite";
import type { Actor, StaffProblem } from "../staff/staff-view";
import type { ItemEnd } from "./next-attempt";
import type { ScopeCondition, ScopeValues } from "./undo-scope";
import type { UndoReply } from "./undo-view";

export interface UndoRow {
	readonly id: number;
	readonly guild_id: string;
	readonly scope: string;
	readonly actor_id: string;
	readonly actor_name: string;
	readonly asked_by: string;
	readonly asked_name: string;
	readonly asked_level: string | null;
	readonly asked_at: number;
	readonly stopped_name: string | null;
	readonly stopped_code: StaffProblem | null;
	readonly ended_at: number | null;
	readonly application_id: string | null;
	readonly token: string | null;
	readonly shown_at: number | null;
}

/** `waiting`: for its turn or for the end of its command. `asked`: of the wallet. `left`: it was stopped before. */
export type ItemState = "waiting" | "asked" | "left" | ItemEnd;

/** Items of one state together. */
export interface ItemCount {
	readonly state: ItemState;
	readonly count: number;
	readonly taken: number;
	readonly given: number;
	readonly missing: number;
}

export interface NewUndo {
	readonly scope: string;
	readonly actorId: string;
	readonly actorName: string;
	readonly asker: Actor;
	readonly askerLevel: string | undefined;
	readonly now: number;
}

/** Statements on what is being taken back. Writes belong inside a unit of `Transactions`. */
export interface UndoStore {
	find(id: number): UndoRow | undefined;
	findRunning(scope: string): UndoRow | undefined;
	listRunning(): readonly UndoRow[];
	listUntold(): readonly UndoRow[];
	insert(undo: NewUndo, commands: ScopeCondition): UndoRow;
	counts(id: number): readonly ItemCount[];
	countAsked(id: number): number;
	/** Nothing waits any more, neither here nor at a wallet. */
	isThrough(id: number): boolean;
	/** How many wait for the end of their own command. */
	countOpen(id: number): number;
	/** Numbers of commands whose turn it is, the newest first. */
	listDue(id: number, countMax: number): readonly number[];
	/** Numbers of commands whose reversal was answered by the wallet. */
	listAnswered(id: number, countMax: number): readonly number[];
	setItem(id: number, number: number, state: ItemState, moved: number): void;
	/** What has not begun is left alone. */
	stop(id: number, name: string): void;
	/** The same, because whoever asked may not any more. */
	stopFor(id: number, code: StaffProblem): void;
	end(id: number, now: number): void;
	showAt(id: number, reply: UndoReply | undefined): void;
	setTold(id: number): void;
}

const RUNNING = "SELECT * FROM undo WHERE ended_at IS NULL AND guild_id = ?";

export function createUndoStore(database: Database, guildId: string): UndoStore {
	const setItem = database.query<unknown, [string, number, number, number]>(
		"UPDATE undo_item SET state = ?, moved = ? WHERE undo_id = ? AND number = ?",
	);
	const due = database.query<{ number: number }, [number, number]>(
		`SELECT i.number FROM undo_item i JOIN command c ON c.number = i.number
			WHERE i.undo_id = ? AND i.state = 'waiting' AND c.settled_at IS NOT NULL ORDER BY i.number DESC LIMIT ?`,
	);
	const answered = database.query<{ number: number }, [number, number]>(
		`SELECT number FROM undo_item WHERE undo_id = ? AND state = 'asked'
			AND NOT EXISTS (SELECT 1 FROM command r WHERE r.reverses = undo_item.number AND r.settled_at IS NULL) LIMIT ?`,
	);
	const counts = database.query<ItemCount, [number]>(
		`SELECT state, count(*) AS count, total(max(0, -moved)) AS taken, total(max(0, moved)) AS given,
			total(abs(wanted - moved)) AS missing FROM undo_item WHERE undo_id = ? GROUP BY state`,
	);
	const asked = database.query<{ count: number }, [number]>(
		"SELECT count(*) AS count FROM undo_item WHERE undo_id = ? AND state = 'asked'",
	);
	const unended = database.query<{ number: number }, [number]>(
		"SELECT number FROM undo_item WHERE undo_id = ? AND state IN ('waiting', 'asked') LIMIT 1",
	);
	const open = database.query<{ count: number }, [number]>(
		`SELECT count(*) AS count FROM undo_item i JOIN command c ON c.number = i.number
			WHERE i.undo_id = ? AND i.state = 'waiting' AND c.settled_at IS NULL`,
	);
	const leaveWaiting = (id: number): void => {
		database.run("UPDATE undo_item SET state = 'left' WHERE undo_id = ? AND state = 'waiting'", [id]);
	};
	const numbersOf = (rows: readonly { number: number }[]): readonly number[] => rows.map(({ number }) => number);

	return {
		find: (id) =>
			database.query<UndoRow, [number, string]>("SELECT * FROM undo WHERE id = ? AND guild_id = ?").get(id, guildId) ??
			undefined,
		findRunning: (scope) =>
			database.query<UndoRow, [string, string]>(`${RUNNING} AND scope = ?`).get(guildId, scope) ?? undefined,
		listRunning: () => database.query<UndoRow, [string]>(`${RUNNING} ORDER BY id`).all(guildId),
		listUntold: () =>
			database.query<UndoRow, [string]>("SELECT * FROM undo WHERE told = 0 AND guild_id = ? ORDER BY id").all(guildId),
		insert: (undo, commands) => insertUndo(database, guildId, undo, commands),
		counts: (id) => counts.all(id),
		countAsked: (id) => asked.get(id)?.count ?? 0,
		isThrough: (id) => unended.get(id) === null,
		countOpen: (id) => open.get(id)?.count ?? 0,
		listDue: (id, countMax) => numbersOf(due.all(id, countMax)),
		listAnswered: (id, countMax) => numbersOf(answered.all(id, countMax)),
		setItem: (id, number, state, moved) => {
			setItem.run(state, moved, id, number);
		},
		stop: (id, name) => {
			database.run("UPDATE undo SET stopped_name = ? WHERE id = ? AND stopped_name IS NULL", [name, id]);
			leaveWaiting(id);
		},
		stopFor: (id, code) => {
			database.run("UPDATE undo SET stopped_code = ? WHERE id = ?", [code, id]);
			leaveWaiting(id);
		},
		end: (id, now) => {
			database.run("UPDATE undo SET ended_at = ? WHERE id = ?", [now, id]);
		},
		showAt: (id, reply) => {
			database.run("UPDATE undo SET application_id = ?, token = ?, shown_at = ? WHERE id = ?", [
				...[reply?.applicationId ?? null, reply?.token ?? null, reply?.shownAt ?? null, id],
			]);
		},
		setTold: (id) => {
			database.run("UPDATE undo SET told = 1, application_id = NULL, token = NULL, shown_at = NULL WHERE id = ?", [id]);
		},
	};
}

function insertUndo(database: Database, guildId: string, undo: NewUndo, { from, values }: ScopeCondition): UndoRow {
	const { scope, actorId, actorName, asker, askerLevel, now } = undo;
	const row = database
		.query<UndoRow, (string | number | null)[]>(
			`INSERT INTO undo (guild_id, scope, actor_id, actor_name, asked_by, asked_name, asked_level, asked_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
		)
		.get(guildId, scope, actorId, actorName, asker.id, asker.name, askerLevel ?? null, now);
	if (row === null) throw new Error("an inserted undo came back as nothing");
	database
		.query<unknown, ScopeValues>(
			`INSERT INTO undo_item (undo_id, state, number, wanted) SELECT $undo, 'waiting', c.number, -c.delta ${from}`,
		)
		.run({ $undo: row.id, ...values });
	return row;
}

/** As long as approvals. Afterwards the journal still says what took back what, and that alone keeps it from happening twice. */
const KEPT_MILLISECONDS = 90 * 86_400_000;

/** Forgets how what ended long ago went on; whether anybody was told does not matter any more. */
export function createUndoKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			const ended = [now - KEPT_MILLISECONDS];
			database.run("DELETE FROM undo_item WHERE undo_id IN (SELECT id FROM undo WHERE ended_at < ?)", ended);
			database.run("DELETE FROM undo WHERE ended_at < ?", ended);
		},
	};
}

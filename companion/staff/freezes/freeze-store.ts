import type { Database } from "bun:sqlite";
import { isLevel, type Level } from "../levels";
import type { Person } from "../staff-view";
import { WINDOW_MINUTES, type Pace } from "./freeze-rule";

/** Somebody who may move no coins until it is lifted. */
export interface Freeze extends Pace {
	readonly actor: Person;
	/** As he was frozen. */
	readonly level: Level | undefined;
	/** Unix milliseconds. */
	readonly at: number;
}

/** Statements on freezes and on how fast somebody moves coins. Writes belong inside a unit of `Transactions`. */
export interface FreezeStore {
	find(actorId: string): Freeze | undefined;
	/** The newest first. */
	list(): readonly Freeze[];
	/** Counts one command, and says what he did within the window. */
	addCommand(actorId: string, amount: number, now: number): Pace;
	freeze(freeze: Freeze): void;
	/** What he did before counts no more. */
	unfreeze(actorId: string): void;
}

interface FreezeRow {
	readonly actor_id: string;
	readonly actor_name: string;
	readonly level: string | null;
	readonly at: number;
	readonly commands: number;
	readonly amount: number;
}

const minuteOf = (now: number): number => Math.floor(now / 60_000);

export function createFreezeStore(database: Database, guildId: string): FreezeStore {
	const find = database.query<FreezeRow, [string, string]>(
		"SELECT * FROM staff_freeze WHERE guild_id = ? AND actor_id = ?",
	);
	const list = database.query<FreezeRow, [string]>("SELECT * FROM staff_freeze WHERE guild_id = ? ORDER BY at DESC");
	const add = database.query<unknown, [string, string, number, number]>(
		`INSERT INTO staff_pace (guild_id, actor_id, minute, commands, amount) VALUES (?, ?, ?, 1, ?)
			ON CONFLICT DO UPDATE SET commands = commands + 1, amount = amount + excluded.amount`,
	);
	const pace = database.query<Pace, [string, string, number]>(
		`SELECT sum(commands) AS commands, sum(amount) AS amount FROM staff_pace
			WHERE guild_id = ? AND actor_id = ? AND minute > ?`,
	);
	return {
		find: (actorId) => {
			const row = find.get(guildId, actorId);
			return row === null ? undefined : readRow(row);
		},
		list: () => list.all(guildId).map(readRow),
		addCommand: (actorId, amount, now) => {
			const minute = minuteOf(now);
			add.run(guildId, actorId, minute, amount);
			return pace.get(guildId, actorId, minute - WINDOW_MINUTES) ?? { commands: 1, amount };
		},
		freeze: ({ actor, level, at, commands, amount }) => {
			database.run(
				`INSERT OR REPLACE INTO staff_freeze (guild_id, actor_id, actor_name, level, at, commands, amount)
					VALUES (?, ?, ?, ?, ?, ?, ?)`,
				[guildId, actor.id, actor.name, level ?? null, at, commands, amount],
			);
		},
		unfreeze: (actorId) => {
			for (const table of ["staff_freeze", "staff_pace"]) {
				database.run(`DELETE FROM ${table} WHERE guild_id = ? AND actor_id = ?`, [guildId, actorId]);
			}
		},
	};
}

/** Forgets the minutes that no window reaches. */
export function createPaceKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			database.run("DELETE FROM staff_pace WHERE minute <= ?", [minuteOf(now) - WINDOW_MINUTES]);
		},
	};
}

function readRow({ actor_id: id, actor_name: name, level, at, commands, amount }: FreezeRow): Freeze {
	// A level that only a newer program knows is lifted by nobody but Discord's administrators.
	const known = level === null ? undefined : isLevel(level) ? level : "administrator";
	return { actor: { id, name }, level: known, at, commands, amount };
}

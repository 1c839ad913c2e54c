import type { Database } from "bun:sqlite";
import { JOINED_COLUMNS, JOINED_PLAYER, JOINED_TEXT, type JoinedRow } from "./joined-row";
import { toMatch } from "./words";
import type { Position, Step, Walk } from "./walk";

const JOINS = `${JOINED_PLAYER} ${JOINED_TEXT}`;

export const ROW_STATEMENTS = {
	all: `SELECT ${JOINED_COLUMNS} FROM audit_entry e ${JOINS}
		WHERE e.guild_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
	words: `SELECT ${JOINED_COLUMNS} FROM audit_words f CROSS JOIN audit_entry e ON e.id = f.rowid ${JOINS}
		WHERE e.guild_id = ? AND f.rowid < ? AND audit_words MATCH ? ORDER BY f.rowid DESC LIMIT ?`,
} as const;

/** Newest row first: every row of the audit. */
export function createRowWalk(database: Database, guild: string): Walk {
	const statement = database.query<JoinedRow, [string, number, number]>(ROW_STATEMENTS.all);
	return {
		letter: "r",
		size: 1,
		suits: [],
		seesTo: [],
		read: (_filter, behind, rowsMax) => toSteps(statement.all(guild, idOf(behind), rowsMax)),
	};
}

/** Newest row first: rows whose reason has these words, as far as the digest has come. */
export function createWordsWalk(database: Database, guild: string): Walk {
	const statement = database.query<JoinedRow, [string, number, string, number]>(ROW_STATEMENTS.words);
	return {
		letter: "f",
		size: 1,
		suits: ["words"],
		seesTo: ["words"],
		read: ({ words = "" }, behind, rowsMax) => toSteps(statement.all(guild, idOf(behind), toMatch(words), rowsMax)),
	};
}

function idOf([id = Number.MAX_SAFE_INTEGER]: Position = []): number {
	return id;
}

function toSteps(rows: readonly JoinedRow[]): readonly Step[] {
	return rows.map((row) => ({ row, position: [row.id] }));
}

import type { Database } from "bun:sqlite";
import { JOINED_COLUMNS, JOINED_PLAYER, JOINED_TEXT, type JoinedRow } from "./joined-row";
import type { Step, Walk } from "./walk";

const TEXT_FIRST = `audit_detail d CROSS JOIN audit_entry e ON e.id = d.entry_id ${JOINED_PLAYER}`;
const ENTRY_FIRST = `audit_entry e ${JOINED_PLAYER} ${JOINED_TEXT}`;
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

function select(tables: string, condition: string, at: string, id: string): string {
	return `SELECT ${JOINED_COLUMNS} FROM ${tables} WHERE e.guild_id = $guild AND ${condition} AND ${at} >= $from
		AND (${at}, ${id}) < ($at, $id) ORDER BY ${at} DESC, ${id} DESC LIMIT $rowsMax`;
}

/** The statements, by what they are asked for. */
export const TIME_STATEMENTS = {
	actor: select(TEXT_FIRST, "d.actor = $actor", "d.at", "d.entry_id"),
	source: select(ENTRY_FIRST, "e.source = $source", "e.at", "e.id"),
	time: select(ENTRY_FIRST, "TRUE", "e.at", "e.id"),
} as const;

/** Newest change first, by what one actor did, by one source, or by time alone. */
export function createTimeWalks(database: Database, guild: string): readonly Walk[] {
	function create(letter: string, sql: string, key?: "actor" | "source"): Walk {
		const statement = database.query<JoinedRow, [Record<string, string | number>]>(sql);
		return {
			letter,
			size: 2,
			suits: key === undefined ? ["from", "to"] : [key],
			seesTo: key === undefined ? ["from", "to"] : [key, "from", "to"],
			read: (filter, behind, rowsMax) => {
				const [at = filter.to ?? END_OF_TIME, id = 0] = behind ?? [];
				const named = key === undefined ? {} : { [key]: filter[key] ?? "" };
				const rows = statement.all({ ...named, guild, from: filter.from ?? 0, at, id, rowsMax });
				return rows.map((row): Step => ({ row, position: [row.at, row.id] }));
			},
		};
	}
	return [
		create("a", TIME_STATEMENTS.actor, "actor"),
		create("s", TIME_STATEMENTS.source, "source"),
		create("t", TIME_STATEMENTS.time),
	];
}

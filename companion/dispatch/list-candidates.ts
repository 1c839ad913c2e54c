import type { Database } from "bun:sqlite";
import type { CommandRow } from "../ledger/command-row";

/** In one answer wallets take turns with so many commands, so that a long queue of one does not hold up the others. */
const PER_WALLET_TURN = 8;

/**
 * The open commands that this server may have to do, read as they are asked for: first those of wallets it is concerned
 * with, then those of anybody that are due; in each group the wallets take turns. Part of a unit.
 */
export function* listCandidates(database: Database, serverId: string, now: number): Iterable<CommandRow> {
	// The plus before values: decision 50.
	const mine = readUsers(
		database,
		`SELECT user_id FROM presence WHERE server_id = +?
		UNION SELECT user_id FROM command WHERE settled_at IS NULL AND executor = +?`,
		[serverId, serverId],
	);
	for (const row of takeTurns(database, mine)) yield row;
	const known = new Set(mine);
	const due = readUsers(
		database,
		"SELECT DISTINCT user_id FROM command WHERE settled_at IS NULL AND due_at <= ? ORDER BY user_id",
		[now],
	);
	const others = due.filter((userId) => !known.has(userId));
	for (const row of takeTurns(database, others)) yield row;
}

function readUsers(database: Database, sql: string, values: (string | number)[]): number[] {
	return database
		.query<{ user_id: number }, (string | number)[]>(sql)
		.all(...values)
		.map((row) => row.user_id);
}

function* takeTurns(database: Database, users: readonly number[]): Iterable<CommandRow> {
	const next = database.query<CommandRow, [number, number]>(
		`SELECT * FROM command WHERE user_id = +? AND settled_at IS NULL AND seq > ? ORDER BY seq LIMIT ${PER_WALLET_TURN}`,
	);
	let waiting = users.map((userId) => ({ userId, seq: 0 }));
	while (waiting.length > 0) {
		const again: typeof waiting = [];
		for (const { userId, seq } of waiting) {
			const rows = next.all(userId, seq);
			for (const row of rows) yield row;
			const last = rows.at(-1);
			if (last !== undefined && rows.length === PER_WALLET_TURN) again.push({ userId, seq: last.seq });
		}
		waiting = again;
	}
}

import type { Database } from "bun:sqlite";
import type { CommandRow } from "../ledger/command-row";
import type { ServerRegistry } from "../servers/server-registry";
import { chooseExecutor, type LiveServer } from "./choose-executor";

/** Gathers what is known about a command's player and chooses its executor among the live servers. */
export function findExecutor(
	parts: { readonly database: Database; readonly servers: ServerRegistry },
	row: CommandRow,
	live: readonly LiveServer[],
): string | undefined {
	return chooseExecutor({
		live,
		presence: parts.servers.listPresence(row.user_id),
		heldBy: row.held_by ?? undefined,
		designated: row.executor ?? findDesignated(parts.database, row.user_id),
	});
}

/** Commands of one wallet go to one server, which then settles them in one write. */
function findDesignated(database: Database, userId: number): string | undefined {
	const row = database
		.query<{ executor: string }, [number]>(
			"SELECT executor FROM command WHERE user_id = +? AND settled_at IS NULL AND executor IS NOT NULL ORDER BY seq LIMIT 1",
		)
		.get(userId);
	return row?.executor;
}

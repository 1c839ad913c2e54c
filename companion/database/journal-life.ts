import type { Database } from "bun:sqlite";
import type { Ports } from "../ports";

/** Which journal this database holds. `epoch` grows when a journal is restored; until then it is 1. */
export interface JournalLife {
	readonly lineage: string;
	readonly epoch: number;
}

/** Names the journal at first use. Runs at start, before anything else writes. */
export function readJournalLife(ports: Pick<Ports, "database" | "random">): JournalLife {
	const { database, random } = ports;
	const insert = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING";
	database.run(insert, ["lineage", random.hex(16)]);
	database.run(insert, ["epoch", "1"]);
	const epoch = Number(readMeta(database, "epoch"));
	if (!Number.isSafeInteger(epoch) || epoch < 1) throw new Error("meta.epoch of the database is not a whole number");
	return { lineage: readMeta(database, "lineage"), epoch };
}

function readMeta(database: Database, key: string): string {
	const row = database.query<{ value: string }, [string]>("SELECT value FROM meta WHERE key = ?").get(key);
	if (row === null) throw new Error(`the database has no meta entry ${key}`);
	return row.value;
}

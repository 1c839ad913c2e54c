import { Database } from "bun:sqlite";

/** How many receipts a contender's database holds; every contender names the table the same. */
export function countRows(databasePath: string): number {
	// Not read-only: after a kill the log has to be taken up first.
	const database = new Database(databasePath, { create: false, readwrite: true });
	try {
		return database.query<{ count: number }, []>("SELECT count(*) AS count FROM audit_entry").get()?.count ?? 0;
	} finally {
		database.close();
	}
}

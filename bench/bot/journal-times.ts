import { Database } from "bun:sqlite";

/** What the companion noted of a command. Unix milliseconds. */
export interface JournalTimes {
	/** Written to the journal. */
	readonly createdAt: number;
	/** Its receipt was taken in. */
	readonly settledAt: number;
}

interface Row extends JournalTimes {
	readonly id: string;
}

export function readJournalTimes(path: string): ReadonlyMap<string, JournalTimes> {
	const database = new Database(path, { readonly: true });
	try {
		const rows = database.query<Row, []>(
			"SELECT id, created_at AS createdAt, settled_at AS settledAt FROM command WHERE settled_at IS NOT NULL",
		);
		return new Map(rows.all().map(({ id, ...times }) => [id, times]));
	} finally {
		database.close();
	}
}

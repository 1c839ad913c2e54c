import { Database } from "bun:sqlite";
import { migrate } from "../../database/migrate";

/** Not SQLite's own tables, nor those that the search index makes for itself. */
const OWN_STATEMENTS = `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
	AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')`;

/**
 * Brings a copy of the database's schema, in memory and without its rows, to the newest form. Answers with how many
 * migrations that took; throws as `migrate` does.
 */
export function rehearseMigrations(original: Database, now: number): number {
	const copy = new Database(":memory:", { strict: true });
	try {
		const statements = original.query<{ sql: string }, []>(OWN_STATEMENTS).all();
		for (const { sql } of statements) copy.run(sql);
		const applied = listApplied(original);
		for (const row of applied) copy.run("INSERT INTO migration (name, hash, applied_at) VALUES (?, ?, ?)", row);
		migrate(copy, now);
		return listApplied(copy).length - applied.length;
	} finally {
		copy.close();
	}
}

function listApplied(database: Database): [string, string, number][] {
	const hasTable =
		database.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").get() !== null;
	if (!hasTable) return [];
	return database
		.query<{ name: string; hash: string; applied_at: number }, []>("SELECT name, hash, applied_at FROM migration")
		.all()
		.map(({ name, hash, applied_at: appliedAt }) => [name, hash, appliedAt]);
}

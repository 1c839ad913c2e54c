import type { Database } from "bun:sqlite";
import { bunPlatform } from "../../shared/bun/platform";
import { MIGRATIONS, type Migration } from "./migrations";

/**
 * Brings the database to the newest form, each migration in a transaction of its own. Throws, naming the file, when one
 * fails, when an applied one was changed since, and when the database is newer than this program.
 */
export function migrate(database: Database, now: number, migrations: readonly Migration[] = MIGRATIONS): void {
	database.run(
		"CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT, WITHOUT ROWID",
	);
	refuseUnknown(database, migrations);
	for (const migration of migrations) apply(database, migration, now);
}

/** Line ends differ between checkouts; the statements do not. */
function hashMigration(migration: Migration): string {
	return bunPlatform.sha256(migration.sql.replaceAll("\r\n", "\n"));
}

function refuseUnknown(database: Database, migrations: readonly Migration[]): void {
	const applied = database.query<{ name: string }, []>("SELECT name FROM migration ORDER BY name").all();
	const unknown = applied.find(({ name }) => !migrations.some((migration) => migration.name === name));
	if (unknown !== undefined) {
		throw new Error(`migration ${unknown.name} was applied by a newer program; this one is too old for the database`);
	}
}

function apply(database: Database, migration: Migration, now: number): void {
	const hash = hashMigration(migration);
	const step = database.transaction(() => {
		// Asked inside the transaction: two processes may start on one file at the same moment.
		const known = database
			.query<{ hash: string }, [string]>("SELECT hash FROM migration WHERE name = ?")
			.get(migration.name);
		if (known !== null && known.hash !== hash) throw new Error("it was changed after it had been applied");
		if (known !== null) return;
		database.run(migration.sql);
		database.run("INSERT INTO migration (name, hash, applied_at) VALUES (?, ?, ?)", [migration.name, hash, now]);
	});
	try {
		step.immediate();
	} catch (error) {
		throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`, {
			cause: error,
		});
	}
}

import type { Database } from "bun:sqlite";
import { migrate } from "../database/migrate";
import { openDatabase } from "../database/open-database";

/** Empty, in the newest form. */
export function newestDatabase(): Database {
	const database = openDatabase(":memory:");
	migrate(database, 0);
	return database;
}

/** The steps in which SQLite carries out a statement. */
export function planOf(database: Database, sql: string): readonly string[] {
	const steps = database.query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`).all();
	return steps.map(({ detail }) => detail);
}

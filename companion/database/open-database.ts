import { Database } from "bun:sqlite";

const BUSY_TIMEOUT_MILLISECONDS = 5_000;
/**
 * Four times what SQLite takes by itself. Receipts go to places all over the indexes, and the upper levels of these and
 * the wallets of those who play have to stay in memory while they do. It is memory of the process, so no more.
 */
const CACHE_KIBIBYTES = 8_192;
/** `PRAGMA synchronous` answers with a number. */
const SYNCHRONOUS_FULL = 2;

/**
 * Opens the one SQLite file. Throws when a setting that durability rests on was not taken, as write-ahead logging is not
 * on some network drives. `:memory:` is for tests only and keeps its own journal.
 */
export function openDatabase(path: string): Database {
	const database = new Database(path, { create: true, strict: true });
	try {
		database.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`);
		database.run("PRAGMA journal_mode = WAL");
		// FULL: in write-ahead mode anything less may lose a commit that was already answered for.
		database.run("PRAGMA synchronous = FULL");
		database.run("PRAGMA foreign_keys = ON");
		database.run(`PRAGMA cache_size = -${CACHE_KIBIBYTES}`);
		const journalMode = path === ":memory:" ? "memory" : "wal";
		refuseUnless(database, "busy_timeout", BUSY_TIMEOUT_MILLISECONDS);
		refuseUnless(database, "journal_mode", journalMode);
		refuseUnless(database, "synchronous", SYNCHRONOUS_FULL);
		refuseUnless(database, "foreign_keys", 1);
	} catch (error) {
		database.close();
		throw error;
	}
	return database;
}

function refuseUnless(database: Database, setting: string, wanted: string | number): void {
	const row = database.query<Record<string, string | number>, []>(`PRAGMA ${setting}`).get();
	const [value] = Object.values(row ?? {});
	if (value !== wanted) throw new Error(`the database does not take ${setting} = ${wanted}; it says ${value}`);
}

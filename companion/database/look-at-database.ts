import { constants, Database } from "bun:sqlite";
import { pathToFileURL } from "node:url";

const BUSY_MILLISECONDS = 2_000;

/**
 * Opens a database file so that neither it nor its write-ahead log changes by a byte. Without a log nobody has it open,
 * and it is read as it lies there; with one, SQLite may look at the log's index but makes none. Throws when it cannot be
 * read. Source: sqlite.org, `uri.html` (`immutable`); `readonly_shm` stands in SQLite's `os_unix.c` and `os_win.c` only,
 * so `sim/doctor` holds both to it.
 */
export function lookAtDatabase(path: string, hasLog: boolean): Database {
	const query = hasLog ? "mode=ro&readonly_shm=1" : "immutable=1";
	const flags = constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI;
	const database = new Database(`${pathToFileURL(path).href}?${query}`, flags);
	try {
		database.run(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}`);
		// Opening alone reads nothing.
		database.query("SELECT count(*) FROM sqlite_master").get();
	} catch (error) {
		database.close();
		throw error;
	}
	return database;
}

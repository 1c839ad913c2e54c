import { Database } from "bun:sqlite";
import { openDatabase } from "../../companion/database/open-database";

/**
 * Where the companion's database lives between two of its processes: in memory, as the bytes that were committed.
 * That is quicker than a file by two orders of magnitude; losing committed bytes at a power cut is not simulated.
 */
export class SimulatedDisk {
	#bytes: Uint8Array | undefined;
	#open: Database | undefined;
	#isFull = false;

	/** For the next process; the former one must be over. */
	open(): Database {
		this.unplug();
		const database = this.#bytes === undefined ? openDatabase(":memory:") : reopen(this.#bytes);
		this.#open = database;
		return database;
	}

	/** Keeps what was committed and closes. */
	unplug(): void {
		const database = this.#open;
		if (database === undefined) return;
		if (database.inTransaction) database.run("ROLLBACK");
		this.#bytes = database.serialize();
		database.close();
		this.#open = undefined;
	}

	/** What is committed now, as a backup would hold it. */
	copy(): Uint8Array {
		if (this.#open === undefined) throw new Error("a copy is made of a database that is open");
		return this.#open.serialize();
	}

	/** Puts older bytes in the place of the present ones; the process must be over. */
	replace(bytes: Uint8Array): void {
		this.unplug();
		this.#bytes = bytes;
	}

	isFull(): boolean {
		return this.#isFull;
	}

	/** Lets the database grow no further than it is, or as far as it likes. */
	setFull(isFull: boolean): void {
		this.#isFull = isFull;
		const pages = isFull ? 1 : 1_073_741_823;
		// Below the present size SQLite takes the present size.
		this.#open?.run(`PRAGMA max_page_count = ${pages}`);
	}
}

function reopen(bytes: Uint8Array): Database {
	const database = Database.deserialize(bytes, { strict: true });
	database.run("PRAGMA foreign_keys = ON");
	return database;
}

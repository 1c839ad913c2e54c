import { openSync, readSync, closeSync } from "node:fs";

/** Where the write-ahead index counts its transactions (`iChange`, https://sqlite.org/walformat.html, section 2.1). */
const COUNT_OFFSET = 8;

/**
 * How many transactions a database in write-ahead mode has committed since it was opened first. Read from the index that
 * its processes share, so that no contender has to count for us. Only the difference of two readings means anything.
 */
export function countCommits(databasePath: string): number {
	const bytes = Buffer.alloc(4);
	const file = openSync(`${databasePath}-shm`, "r");
	try {
		readSync(file, bytes, 0, bytes.byteLength, COUNT_OFFSET);
	} finally {
		closeSync(file);
	}
	// In the order of the machine, and every one that Bun runs on has this one.
	return bytes.readUInt32LE();
}

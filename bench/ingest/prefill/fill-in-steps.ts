import type { Database } from "bun:sqlite";

const STEP = 10_000;

/** Calls `write` for every number below `count`, so many to a transaction, and leaves no log behind. */
export function fillInSteps(database: Database, count: number, write: (number: number) => void): void {
	for (let from = 0; from < count; from += STEP) {
		database
			.transaction(() => {
				for (let number = from; number < Math.min(from + STEP, count); number += 1) write(number);
			})
			.immediate();
	}
	database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

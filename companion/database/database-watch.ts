import type { Database } from "bun:sqlite";
import { errorCode } from "../error-code";
import type { Ports } from "../ports";

/** What keeps a database from being relied on, whoever runs into it. */
export type DatabaseTrouble =
	/** A part of the file is not what was written. Stays so until the program starts on another file. */
	| "damaged"
	| "full"
	| "read-only"
	/** Not to be reached for another reason: the disk, or a process that keeps it locked. */
	| "failing";

/** One line for people about each; never where the machine keeps things. */
export const DATABASE_TROUBLES: Readonly<Record<DatabaseTrouble, string>> = {
	damaged: "it is damaged: stop the companion and restore the newest backup",
	full: "its disk is full: make room",
	"read-only": "it cannot be written to",
	failing: "it cannot be reached: look at its disk, and for a process that keeps it locked",
};

/** By the beginning of SQLite's result code. What is not here is a mistake of ours. */
const TROUBLE_OF_CODE: readonly (readonly [string, DatabaseTrouble])[] = [
	["SQLITE_CORRUPT", "damaged"],
	["SQLITE_NOTADB", "damaged"],
	["SQLITE_FULL", "full"],
	["SQLITE_READONLY", "read-only"],
	["SQLITE_IOERR", "failing"],
	["SQLITE_CANTOPEN", "failing"],
	["SQLITE_BUSY", "failing"],
	["SQLITE_LOCKED", "failing"],
	["SQLITE_PROTOCOL", "failing"],
	["SQLITE_NOMEM", "failing"],
];

/** Nothing is read from a damaged file any more, and nothing written to it. */
export class DamagedDatabase extends Error {
	constructor() {
		super("the database is damaged");
	}
}

/** Remembers what the database answered last, so that a fault of the file is told apart from a mistake of ours. */
export interface DatabaseWatch {
	trouble(): DatabaseTrouble | undefined;
	/** Notes what was thrown. True when the database is to blame. */
	note(problem: unknown): boolean;
	/** While there is trouble, every commit writes something: only that shows that it is over. Part of a transaction. */
	touch(database: Database): void;
	/** It went through. */
	noteCommit(): void;
}

export function createDatabaseWatch(log: Ports["log"]): DatabaseWatch {
	let trouble: DatabaseTrouble | undefined;

	return {
		trouble: () => trouble,
		note: (problem) => {
			if (problem instanceof DamagedDatabase) return true;
			const code = errorCode(problem);
			const found = TROUBLE_OF_CODE.find(([beginning]) => code.startsWith(beginning))?.[1];
			if (found === undefined) return false;
			if (trouble !== "damaged" && trouble !== found) {
				trouble = found;
				log({ level: "error", event: "database-trouble", facts: { code, meaning: DATABASE_TROUBLES[found] } });
			}
			return true;
		},
		noteCommit: () => {
			if (trouble === undefined || trouble === "damaged") return;
			trouble = undefined;
			log({ level: "info", event: "database-works-again" });
		},
		touch: (database) => {
			if (trouble === undefined) return;
			database.run(
				`INSERT INTO meta (key, value) VALUES ('touched', '1')
				ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
			);
		},
	};
}

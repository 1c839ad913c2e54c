import type { Database } from "bun:sqlite";
import type { Ports } from "../ports";

/** Which journal this database holds, and how far its fence has come. */
export interface JournalLife {
	/** Random name of the database; its copies carry the same. */
	readonly lineage: string;
	/** Grows when a journal is restored. */
	readonly epoch: number;
	/** Newest tick known to stand in the fence; 0 before the first. */
	readonly tick: number;
	/** The tick that may stand there: it was about to be written. */
	readonly tickIntent: number;
	/** Name of the backup this file is, until it is restored. */
	readonly copyOf: string | undefined;
	/** Name of the newest finished backup of this journal. */
	readonly newestBackup: string | undefined;
}

/** Names the journal at first use. Runs at start, before anything else writes. */
export function nameJournal(ports: Pick<Ports, "database" | "random">): JournalLife {
	const { database, random } = ports;
	const insert = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING";
	database.run(insert, ["lineage", random.hex(16)]);
	database.run(insert, ["epoch", "1"]);
	database.run(insert, ["fence_tick", "0"]);
	database.run(insert, ["fence_intent", "0"]);
	return readJournalLife(database);
}

export function readJournalLife(database: Database): JournalLife {
	const epoch = readNumber(database, "epoch");
	if (epoch < 1) throw new Error("meta.epoch of the database is below 1");
	return {
		lineage: readMeta(database, "lineage"),
		epoch,
		tick: readNumber(database, "fence_tick"),
		tickIntent: readNumber(database, "fence_intent"),
		copyOf: findMeta(database, "copy_of"),
		newestBackup: findMeta(database, "newest_backup"),
	};
}

interface LifeChanges extends Partial<Pick<JournalLife, "epoch" | "tick" | "tickIntent">> {
	/** `null` ends it. */
	readonly copyOf?: string | null;
	readonly newestBackup?: string;
}

/** Part of a unit. */
export function writeJournalLife(database: Database, changes: LifeChanges): void {
	const write = (key: string, value: number | undefined): void => {
		if (value !== undefined) database.run("UPDATE meta SET value = ? WHERE key = ?", [String(value), key]);
	};
	write("epoch", changes.epoch);
	write("fence_tick", changes.tick);
	write("fence_intent", changes.tickIntent);
	const replace = (key: string, value: string | null | undefined): void => {
		if (value === undefined) return;
		database.run("DELETE FROM meta WHERE key = ?", [key]);
		if (value !== null) database.run("INSERT INTO meta (key, value) VALUES (?, ?)", [key, value]);
	};
	replace("copy_of", changes.copyOf);
	replace("newest_backup", changes.newestBackup);
}

function readNumber(database: Database, key: string): number {
	const value = Number(readMeta(database, key));
	if (!Number.isSafeInteger(value) || value < 0) throw new Error(`meta.${key} of the database is not a whole number`);
	return value;
}

function readMeta(database: Database, key: string): string {
	const value = findMeta(database, key);
	if (value === undefined) throw new Error(`the database has no meta entry ${key}`);
	return value;
}

function findMeta(database: Database, key: string): string | undefined {
	return database.query<{ value: string }, [string]>("SELECT value FROM meta WHERE key = ?").get(key)?.value;
}

import type { Database } from "bun:sqlite";
import { besideDatabase, findBackupFolder } from "../config/backup-folder";
import { readSetting, type Environment } from "../config/setting";
import { SETTINGS } from "../config/settings";
import { writeJournalLife } from "../database/journal-life";
import { findDamage } from "../database/look-through";
import type { Ports } from "../ports";
import { nameTime } from "./create-backups";

/** 0: there is one more backup. 1: there is not. */
export type BackupExit = 0 | 1;

export interface BackupMachine {
	/** Whether there is a file of this path. */
	readonly exists: (path: string) => boolean;
	/** Carries it out and resolves with the path. Rejects when there is no such backup then. */
	readonly write: (order: BackupOrder) => Promise<string>;
}

export interface BackupOrder {
	/** Path of the database. */
	readonly source: string;
	readonly folder: string;
	readonly name: string;
	/** Writes into the copy before it gets its name. Throws when the copy is not to have it. */
	readonly mark: (copy: Database) => void;
}

/**
 * `backup [--to FOLDER]`: makes one backup now, whether the companion runs or not. It only reads the database, and
 * acknowledges nothing: what wallets may forget is for the running companion alone to say (rule R3).
 */
export async function runBackup(
	machine: BackupMachine,
	{ clock, random }: Pick<Ports, "clock" | "random">,
	environment: Environment,
	args: readonly string[],
	say: (line: string) => void,
): Promise<BackupExit> {
	const asked = readArguments(args, environment);
	if (typeof asked === "string") return refuse(say, asked);
	const { source, folder } = asked;
	if (!machine.exists(source)) return refuse(say, `There is no database at ${source}.`);
	// Kept until somebody deletes it: only names that begin with "purser-" make room for newer ones.
	const name = `kept-${nameTime(clock.now())}-${random.hex(4)}`;
	let receipts = 0;
	try {
		const path = await machine.write({ source, folder, name, mark: (copy) => (receipts = prepare(copy, name)) });
		say(`Made ${path} with ${receipts} receipts. It stays there until you delete it.`);
		return 0;
	} catch (problem) {
		const message = problem instanceof Error ? problem.message : String(problem);
		return refuse(say, `No backup of ${source} was made in ${folder}: ${message}.`);
	}
}

/** Looks the copy through, and marks it as one. Answers how many receipts it holds. */
function prepare(copy: Database, name: string): number {
	const damage = findDamage(copy);
	if (damage !== undefined) throw new Error(`the database is damaged (${damage})`);
	writeJournalLife(copy, { copyOf: name });
	return copy.query<{ count: number }, []>("SELECT count(*) AS count FROM audit_entry").get()?.count ?? 0;
}

function readArguments(
	args: readonly string[],
	environment: Environment,
): { readonly source: string; readonly folder: string } | string {
	const [word, to, ...more] = args;
	const isUnderstood = word === undefined || (word === "--to" && to !== undefined && more.length === 0);
	if (!isUnderstood) return "Usage: backup [--to FOLDER]";
	const path = readSetting(environment, SETTINGS.databasePath);
	if (path?.ok !== true) return `${SETTINGS.databasePath.name} ${path?.problem ?? "is missing"}`;
	const setting = readSetting(environment, SETTINGS.backupFolder);
	if (setting?.ok !== true) return `${SETTINGS.backupFolder.name} ${setting?.problem ?? "is missing"}`;
	const source = path.value;
	// Switched off are the scheduled ones; this one was asked for.
	return { source, folder: to ?? findBackupFolder(setting.value, source) ?? besideDatabase(source) };
}

function refuse(say: (line: string) => void, line: string): BackupExit {
	say(line);
	return 1;
}

import type { Database } from "bun:sqlite";
import { dirname } from "node:path";
import { SETTINGS } from "../../config/settings";
import { lookAtDatabase } from "../../database/look-at-database";
import { findDamage } from "../../database/look-through";
import { errorCode } from "../../error-code";
import { defineCheck, type Check } from "../check";
import { bad, good, skipped, type Finding } from "../finding";
import { findFolder, type DoctorMachine } from "./doctor-machine";
import { rehearseMigrations } from "./rehearse-migrations";

const { databasePath: path } = SETTINGS;
const NO_FILE = "there is no database yet; the first start makes it";

/** The one SQLite file. */
export const DATABASE_CHECKS: readonly Check[] = [
	defineCheck({
		name: "database-file",
		settings: { path },
		judge: (settings, { machine }) => judgeFile(machine, settings.path),
	}),
	defineCheck({
		name: "database-integrity",
		after: ["database-file"],
		settings: { path },
		judge: (settings, { machine }) =>
			withDatabase(machine, settings.path, (database) =>
				findDamage(database) === undefined
					? good()
					: bad(`${settings.path} is damaged: stop the companion and restore the newest backup`),
			),
	}),
	defineCheck({
		name: "database-migrations",
		after: ["database-file"],
		settings: { path },
		judge: (settings, { machine, clock }) =>
			withDatabase(machine, settings.path, (database) => {
				try {
					const count = rehearseMigrations(database, clock.now());
					return good(count === 0 ? "" : `the next start brings it to the newest form (${count} migrations)`);
				} catch (problem) {
					const message = problem instanceof Error ? problem.message : String(problem);
					return bad(`this program cannot use ${settings.path}: ${message}. Update Purser, or check DATABASE_URL`);
				}
			}),
	}),
	defineCheck({
		name: "database-original",
		after: ["database-migrations"],
		settings: { path },
		judge: (settings, { machine }) =>
			withDatabase(machine, settings.path, (database) => {
				if (!isBackup(database)) return good();
				return bad(
					`${settings.path} is a backup, so the companion would only read: run \`bun companion/main.ts restore\``,
				);
			}),
	}),
];

function judgeFile(machine: DoctorMachine, path: string): Finding {
	const file = machine.look(path);
	if (file === undefined) {
		const folder = findFolder(machine, dirname(path));
		if (folder?.state.kind === "folder" && folder.state.isWritable) return good(NO_FILE);
		return bad(`${path} cannot be made: ${folder?.path ?? path} is not a folder this process may write to`);
	}
	if (file.kind === "folder") return bad(`${path} is a folder: DATABASE_URL has to name a file in it`);
	if (!file.isWritable) return bad(`this process may not write to ${path}: change its owner or its rights`);
	const folder = machine.look(dirname(path));
	// SQLite makes its log beside the file.
	if (folder?.isWritable === false)
		return bad(`this process may not write to ${dirname(path)}: change its owner or its rights`);
	return open(machine, path, () => {
		if (!hasLog(machine, path)) return good();
		return good("another process holds it, or the last one was cut off: its log is there. Either is fine");
	});
}

function withDatabase(machine: DoctorMachine, path: string, judge: (database: Database) => Finding): Finding {
	return machine.look(path) === undefined ? skipped(NO_FILE) : open(machine, path, judge);
}

function open(machine: DoctorMachine, path: string, judge: (database: Database) => Finding): Finding {
	let database: Database | undefined;
	try {
		database = lookAtDatabase(path, hasLog(machine, path));
		return judge(database);
	} catch (problem) {
		return bad(describeSqlite(path, errorCode(problem)));
	} finally {
		database?.close();
	}
}

function describeSqlite(path: string, code: string): string {
	if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
		return `another process holds ${path} for itself (${code}): end it, or wait until it is done`;
	}
	if (code === "SQLITE_NOTADB") return `${path} is no SQLite database (${code}): check DATABASE_URL`;
	if (code.startsWith("SQLITE_CORRUPT")) {
		return `${path} is damaged (${code}): stop the companion and restore the newest backup`;
	}
	return `${path} cannot be read (${code})`;
}

function hasLog(machine: DoctorMachine, path: string): boolean {
	return machine.look(`${path}-wal`) !== undefined;
}

/** A copy carries its name as such until it is restored. */
function isBackup(database: Database): boolean {
	const hasMeta = database.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'").get() !== null;
	return hasMeta && database.query("SELECT 1 FROM meta WHERE key = 'copy_of'").get() !== null;
}

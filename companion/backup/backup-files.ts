import { Database } from "bun:sqlite";
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BackupStore } from "./create-backups";

const SUFFIX = ".sqlite";
const UNFINISHED = ".unfinished";

/** Backups as files of one folder, the newest `countMax` of them. A file without the last step is none and is removed. */
export function createBackupFiles(folder: string, countMax: number): BackupStore {
	return {
		copy: (database, name, mark) => {
			mkdirSync(folder, { recursive: true });
			removeUnfinished(folder);
			const unfinished = join(folder, `${name}${SUFFIX}${UNFINISHED}`);
			database.query("VACUUM INTO ?").run(unfinished);
			markCopy(unfinished, mark);
			sync(unfinished);
			const path = join(folder, `${name}${SUFFIX}`);
			renameSync(unfinished, path);
			removeOldest(folder, countMax);
			return new Database(path, { readonly: true });
		},
	};
}

function markCopy(path: string, mark: (copy: Database) => void): void {
	const copy = new Database(path, { strict: true });
	try {
		mark(copy);
	} finally {
		copy.close();
	}
}

/** The name is given only to bytes that are on the disk. */
function sync(path: string): void {
	// Windows syncs only what is open for writing.
	const file = openSync(path, "r+");
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

function removeUnfinished(folder: string): void {
	const left = readdirSync(folder).filter((name) => name.endsWith(UNFINISHED));
	for (const name of left) rmSync(join(folder, name), { force: true });
}

/** Names begin with the time, so that their order is that of the backups. */
function removeOldest(folder: string, countMax: number): void {
	const names = readdirSync(folder).filter((name) => name.startsWith("purser-") && name.endsWith(SUFFIX));
	for (const name of names.toSorted().slice(0, -countMax)) rmSync(join(folder, name), { force: true });
}

import { Database } from "bun:sqlite";
import { mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { copyHere, syncFile, syncFolder, type CopyDatabase } from "./copy-database";
import type { BackupOrder } from "./backup-program";
import type { BackupStore } from "./create-backups";

const SUFFIX = ".sqlite";
const UNFINISHED = ".unfinished";
/** Left alone this long, its writer is gone; another process on the same database may be at work on a younger one. */
const ABANDONED_MILLISECONDS = 3_600_000;

/** Kept even when there is hardly room for them: one could turn out to be damaged. */
const COUNT_MIN = 2;
/** Beside the backup that is being made there has to be room for the database to grow. */
const ROOM = 2;

interface Tools {
	readonly copyDatabase?: CopyDatabase;
	/** Bytes this process may still use where the folder lies; `undefined` where nobody knows. */
	readonly freeBytes?: (folder: string) => number | undefined;
}

/**
 * Backups as files of one folder: the newest `countMax` of them, or as many as there is room for. A file without the last
 * step is none and is removed.
 */
export function createBackupFiles(folder: string, countMax: number, tools: Tools = {}): BackupStore {
	const { copyDatabase = copyHere, freeBytes = readFreeBytes } = tools;
	return {
		copy: async (database, name, mark) => {
			mkdirSync(folder, { recursive: true });
			removeUnfinished(folder);
			makeRoom(folder, ROOM * statSync(database.filename).size, freeBytes);
			const path = await writeBackup({ source: database.filename, folder, name, mark }, copyDatabase);
			for (const old of listScheduled(folder).slice(0, -countMax)) rmSync(join(folder, old), { force: true });
			return new Database(path, { readonly: true });
		},
	};
}

function readFreeBytes(folder: string): number {
	const disk = statfsSync(folder);
	return disk.bavail * disk.bsize;
}

/** A full disk would stop the companion itself, since the folder may lie beside its database. */
function makeRoom(folder: string, bytes: number, freeBytes: (folder: string) => number | undefined): void {
	for (const old of listScheduled(folder).slice(0, -COUNT_MIN)) {
		const free = freeBytes(folder);
		if (free === undefined || free >= bytes) return;
		rmSync(join(folder, old), { force: true });
	}
}

/** Makes one file, which has its name only once all of it is on the disk. Resolves with its path. */
export async function writeBackup(order: BackupOrder, copyDatabase: CopyDatabase): Promise<string> {
	const { source, folder, name, mark } = order;
	const unfinished = join(folder, `${name}${SUFFIX}${UNFINISHED}`);
	try {
		await copyDatabase(source, unfinished);
		markCopy(unfinished, mark);
		syncFile(unfinished);
	} catch (problem) {
		rmSync(unfinished, { force: true });
		throw problem;
	}
	const path = join(folder, `${name}${SUFFIX}`);
	renameSync(unfinished, path);
	syncFolder(folder);
	return path;
}

function markCopy(path: string, mark: (copy: Database) => void): void {
	const copy = new Database(path, { strict: true });
	try {
		mark(copy);
	} finally {
		copy.close();
	}
}

/** With the small files that SQLite keeps beside one while it writes. */
function removeUnfinished(folder: string): void {
	for (const name of readdirSync(folder).filter((one) => one.includes(`${SUFFIX}${UNFINISHED}`))) {
		const path = join(folder, name);
		const stats = statSync(path, { throwIfNoEntry: false });
		if (stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_MILLISECONDS) rmSync(path, { force: true });
	}
}

/** Oldest first, since names begin with the time. Those made by hand are nobody's to remove. */
function listScheduled(folder: string): string[] {
	return readdirSync(folder)
		.filter((name) => name.startsWith("purser-") && name.endsWith(SUFFIX))
		.toSorted();
}

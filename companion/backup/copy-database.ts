import { Database } from "bun:sqlite";
import { closeSync, fsyncSync, openSync } from "node:fs";
import { join } from "node:path";

/** Writes everything that was committed to the database file `source` into the new file `target`, down to the disk. */
export type CopyDatabase = (source: string, target: string) => Promise<void>;

const PROGRAM = join(import.meta.dir, "copy-program.ts");
const BUSY_MILLISECONDS = 5_000;

/** Copies here and now. The caller does nothing else meanwhile; a companion with a large database uses `copyByChild`. */
export const copyHere: CopyDatabase = (source, target) => {
	// Its own view of the file: others go on reading and writing.
	const database = new Database(source, { readonly: true });
	try {
		database.run(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS}`);
		database.query("VACUUM INTO ?").run(target);
	} finally {
		database.close();
	}
	syncFile(target);
	return Promise.resolve();
};

/** Copies in a process of its own, so that this one goes on answering however long it takes. */
export const copyByChild: CopyDatabase = async (source, target) => {
	const child = Bun.spawn([process.execPath, PROGRAM, source, target], { stdio: ["ignore", "ignore", "pipe"] });
	const end = (): void => child.kill();
	process.once("exit", end);
	try {
		const problem = await new Response(child.stderr).text();
		if ((await child.exited) !== 0) throw new Error(problem.trim() || "the copy was cut off");
	} finally {
		process.off("exit", end);
	}
};

/** A name is given only to bytes that are on the disk. */
export function syncFile(path: string): void {
	// Windows syncs only what is open for writing.
	const file = openSync(path, "r+");
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

/** A new name is on the disk once its folder is. Windows opens no folders, and keeps names by itself. */
export function syncFolder(path: string): void {
	if (process.platform === "win32") return;
	const folder = openSync(path, "r");
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
}

import { afterEach } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** A folder of its own for one test, removed after it. Databases in it must be closed by then, or Windows keeps it. */
export function makeTempFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "purser-test-"));
	folders.push(folder);
	return folder;
}

afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureSize } from "./measure-size";

/** `bench:size [ROWS]`: how many bytes a receipt takes in the database, and how long a backup of it; one JSON object. */
const rows = Number(process.argv[2] ?? "10000");
if (!Number.isInteger(rows) || rows < 1_000) {
	process.stderr.write("usage: bench:size [ROWS], at least 1000\n");
	process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "purser-size-"));
try {
	const report = await measureSize(join(folder, "purser.sqlite"), join(folder, "copy.sqlite"), rows);
	process.stdout.write(`${JSON.stringify(report)}\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

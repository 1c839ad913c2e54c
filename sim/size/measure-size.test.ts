import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureSize } from "./measure-size";

/** What docs/operations.md tells people to plan with, and how far a measurement may be from it. */
const PLANNED_BYTES = 600;
const TOLERANCE = 0.15;

test("a receipt takes about as many bytes as people are told to plan with", async () => {
	const folder = mkdtempSync(join(tmpdir(), "purser-size-"));
	try {
		const report = await measureSize(join(folder, "a.sqlite"), join(folder, "b.sqlite"), 2_000);
		expect(report).toMatchObject({ receipts: 2_000, ofCommands: 400 });
		expect(Math.abs(report.bytesPerReceipt / PLANNED_BYTES - 1)).toBeLessThan(TOLERANCE);
		expect(await Bun.file(join(import.meta.dir, "..", "..", "docs", "operations.md")).text()).toContain(
			`${PLANNED_BYTES} bytes`,
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}, 240_000);

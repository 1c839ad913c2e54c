import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fieldOf } from "../../companion/answer-fields";
import { QUESTIONS } from "./questions";

// The times of a small run say nothing; that every kind was answered on a proven audit is what counts here.
test("a small run asks every kind of question and finds rows", async () => {
	const folder = mkdtempSync(join(tmpdir(), "purser-bench-"));
	const sizes = ["--rows", "2000", "--times", "3", "--folder", folder];
	const child = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts"), "--json", ...sizes], {
		stdio: ["ignore", "pipe", "ignore"],
	});
	const report: unknown = JSON.parse(await new Response(child.stdout).text());
	await child.exited;
	rmSync(folder, { recursive: true, force: true });
	const kinds = fieldOf(report, "kinds");
	for (const { kind } of QUESTIONS) expect(fieldOf(fieldOf(kinds, kind), "p99Ms")).toBeGreaterThan(0);
	for (const kind of ["newest", "wallet", "actor", "source", "time", "word"]) {
		expect(fieldOf(fieldOf(kinds, kind), "rows")).toBeGreaterThan(0);
	}
	expect(fieldOf(fieldOf(report, "verify"), "rowsPerSecond")).toBeGreaterThan(0);
}, 60_000);

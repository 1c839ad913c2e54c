import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "purser-tour-"));
const kept = join(folder, "purser.sqlite");
let exitCode: number;
let report: unknown;

beforeAll(async () => {
	const child = Bun.spawn([process.execPath, join(ROOT, "sim/demo/main.ts"), "--once", "--json", "--keep", kept], {
		stdio: ["ignore", "pipe", "inherit"],
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		timeout: 120_000,
		killSignal: "SIGTERM",
	});
	const output = await new Response(child.stdout).text();
	exitCode = await child.exited;
	report = JSON.parse(output.trim().split("\n").at(-1) ?? "");
}, 150_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the tour: real discord.js, real HTTP, seven servers, and every step holds", () => {
	expect(report).toMatchObject({
		ok: true,
		servers: 7,
		bystanderDataStoreCalls: 0,
		sessionsEnded: 0,
		auditRows: 6,
		auditComplete: true,
		database: kept,
	});
	expect(exitCode).toBe(0);
});

describe("the audit it leaves", () => {
	const ROW = 3;

	function verify(path: string): { readonly exit: number; readonly said: unknown } {
		const command = [process.execPath, join(ROOT, "companion/main.ts"), "verify", "--json", "--database", path];
		const { exitCode: exit, stdout } = Bun.spawnSync(command, { stdio: ["ignore", "pipe", "inherit"] });
		return { exit, said: JSON.parse(stdout.toString()) };
	}

	test("proves itself", () => {
		expect(verify(kept)).toMatchObject({ exit: 0, said: { ok: true, chain: { rows: 6 } } });
	});

	test.each([
		["one byte of one row was changed", ROW, [`UPDATE audit_entry SET balance = balance + 1 WHERE id = ${ROW}`]],
		["one row was removed", ROW, [`DELETE FROM audit_entry WHERE id = ${ROW}`]],
		[
			"two rows were swapped",
			ROW,
			[
				`UPDATE audit_entry SET id = -1 WHERE id = ${ROW}`,
				`UPDATE audit_entry SET id = ${ROW} WHERE id = ${ROW + 1}`,
				`UPDATE audit_entry SET id = ${ROW + 1} WHERE id = -1`,
			],
		],
		[
			"one row was inserted",
			7,
			[
				`CREATE TEMP TABLE copy AS SELECT * FROM audit_entry WHERE id = 6`,
				`UPDATE copy SET id = 7, revision = revision + 1`,
				`INSERT INTO audit_entry SELECT * FROM copy`,
			],
		],
	])("names the row after %s", (name, row, statements) => {
		const path = join(folder, `${name}.sqlite`);
		copyFileSync(kept, path);
		const database = new Database(path);
		database.run("PRAGMA foreign_keys = OFF");
		const triggers = database.query<{ name: string }, []>("SELECT name FROM sqlite_master WHERE type = 'trigger'");
		for (const trigger of triggers.all()) database.run(`DROP TRIGGER ${trigger.name}`);
		for (const statement of statements) database.run(statement);
		database.close();
		expect(verify(path)).toMatchObject({ exit: 1, said: { ok: false, chain: { problem: { row } } } });
	});
});

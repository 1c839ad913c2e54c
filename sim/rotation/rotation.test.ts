import { expect, test } from "bun:test";
import { join } from "node:path";
import { valueAt } from "../json";
import { Refusals } from "./refusals";

const PROCESS_MILLISECONDS_MAX = 120_000;

test(
	"all three keys are replaced under a thousand requests a second: none is refused, and then the old keys are",
	async () => {
		const main = join(import.meta.dir, "main.ts");
		const child = Bun.spawn([process.execPath, main, "--rate", "1000", "--seconds", "1", "--json"], {
			stdio: ["ignore", "pipe", "inherit"],
		});
		const report: unknown = JSON.parse(await new Response(child.stdout).text());
		const expected = { rate: 1_000, refused: 0, refusals: {}, rotations: 1, oldKeysHeard: 0, ok: true };
		expect(report).toMatchObject(expected);
		// Or there was no load: it goes on for as long as the program takes to see three changes.
		expect(Number(valueAt(report, "requests"))).toBeGreaterThan(1_000);
		expect(await child.exited).toBe(0);
	},
	PROCESS_MILLISECONDS_MAX,
);

test("whatever is no good answer is counted, by what it was", () => {
	const refusals = new Refusals();
	const problem = (code: string) => JSON.stringify({ status: 401, code });
	expect(refusals.note("heartbeat", { status: 200, text: "{}" })).toBe(true);
	expect(refusals.note("heartbeat", { status: 401, text: problem("unknown-key") })).toBe(false);
	expect(refusals.note("heartbeat", { status: 401, text: problem("unknown-key") })).toBe(false);
	expect(refusals.note("program", { status: 502, text: "<html>" })).toBe(false);
	expect(refusals.note("session", undefined)).toBe(false);
	refusals.add("receipts: deduped instead of stored");
	expect(refusals.total()).toBe(5);
	expect(refusals.byKind()).toEqual({
		"heartbeat: 401 unknown-key": 2,
		"program: 502 without a code": 1,
		"session: no answer": 1,
		"receipts: deduped instead of stored": 1,
	});
});

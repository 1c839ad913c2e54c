import { expect, test } from "bun:test";
import { join } from "node:path";
import { numberIn } from "../../companion/answer-fields";

// The times of a small run say nothing; that every command came to its end and every part was measured is what counts.
test("a small run measures every command from its use to its outcome", async () => {
	const size = ["--rate", "7", "--seconds", "2", "--warm-up", "0"];
	const child = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts"), "--json", ...size], {
		stdio: ["ignore", "pipe", "ignore"],
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
	});
	const report: unknown = JSON.parse(await new Response(child.stdout).text());
	await child.exited;
	expect(numberIn(report, "commands")).toBe(14);
	for (const name of ["firstAnswerP99Ms", "ownOutcomeP99Ms", "platformP99Ms"]) {
		expect(numberIn(report, name)).toBeGreaterThan(0);
	}
}, 90_000);

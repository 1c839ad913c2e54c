import { expect, test } from "bun:test";
import { join } from "node:path";

const STORY = join(import.meta.dir, "twenty-commands.ts");

/** A VM needs a process whose options were set before it started, so the story runs in one of its own. */
async function play(seed: number): Promise<unknown> {
	const child = Bun.spawn([process.execPath, STORY, String(seed)], {
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		stdio: ["ignore", "pipe", "inherit"],
		timeout: 60_000,
		killSignal: "SIGKILL",
	});
	const output = await new Response(child.stdout).text();
	expect(await child.exited).toBe(0);
	return JSON.parse(output);
}

test("twenty commands on virtual time: two processes give one trace, and every command is settled right", async () => {
	const [first, second, other] = [await play(1), await play(1), await play(2)];
	expect(first).toEqual(second);
	expect(first).toMatchObject({ committed: 19, refused: 1, balances: [124, 153] });
	expect(first).toMatchObject({ bystanderDataStoreCalls: 0, sessionsEnded: 0, errors: 0 });
	expect(other).toMatchObject({ committed: 19, refused: 1, balances: [124, 153] });
	expect(other).not.toMatchObject({ traceHash: (first as { traceHash: string }).traceHash });
}, 120_000);

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULE = fileURLToPath(new URL("./ensure-jit.ts", import.meta.url));
const PROGRAM = `import { ensureJit } from ${JSON.stringify(MODULE)};
await ensureJit();
const input = await Bun.stdin.text();
console.log(JSON.stringify({ input, args: process.argv.slice(2), jit: process.env.BUN_JSC_useOMGJIT }));
process.exit(7);
`;
/** Tells its process id, interrupts the process that was started first, then stays until it is ended itself. */
const STAYING_PROGRAM = `import { ensureJit } from ${JSON.stringify(MODULE)};
await ensureJit();
console.log(process.pid);
process.kill(process.ppid, "SIGINT");
setInterval(() => undefined, 1_000);
`;

let folder = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "purser-jit-"));
	writeFileSync(join(folder, "program.ts"), PROGRAM);
	writeFileSync(join(folder, "staying.ts"), STAYING_PROGRAM);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function environment(): Record<string, string | undefined> {
	return { ...process.env, BUN_JSC_useOMGJIT: undefined };
}

test("without the switch a program runs again with it, with its input, arguments and exit code", async () => {
	const child = Bun.spawn([process.execPath, join(folder, "program.ts"), "one", "two words"], {
		env: environment(),
		stdin: new Blob(["typed"]),
		stdout: "pipe",
	});
	const output: unknown = JSON.parse(await new Response(child.stdout).text());
	expect(output).toEqual({ input: "typed", args: ["one", "two words"], jit: "0" });
	expect(await child.exited).toBe(7);
});

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		// ESRCH: no such process, which is the answer.
		return false;
	}
}

test.skipIf(process.platform === "win32")("an interrupted program leaves nothing running", async () => {
	const child = Bun.spawn([process.execPath, join(folder, "staying.ts")], { env: environment(), stdout: "pipe" });
	const innerPid = Number(await new Response(child.stdout).text());
	expect(await child.exited).toBe(130);
	expect(innerPid).toBeGreaterThan(0);
	expect(isRunning(innerPid)).toBe(false);
});

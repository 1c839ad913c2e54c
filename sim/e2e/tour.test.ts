import { expect, test } from "bun:test";
import { join } from "node:path";

const DEMO = join(import.meta.dir, "..", "demo", "main.ts");

test("the tour: real discord.js, real HTTP, seven servers, and every step holds", async () => {
	const child = Bun.spawn([process.execPath, DEMO, "--once", "--json"], {
		stdio: ["ignore", "pipe", "inherit"],
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		timeout: 120_000,
		killSignal: "SIGTERM",
	});
	const output = await new Response(child.stdout).text();
	const exitCode = await child.exited;
	const report: unknown = JSON.parse(output.trim().split("\n").at(-1) ?? "");
	expect(report).toMatchObject({
		ok: true,
		servers: 7,
		bystanderDataStoreCalls: 0,
		sessionsEnded: 0,
		auditRows: 6,
		auditComplete: true,
	});
	expect(exitCode).toBe(0);
}, 150_000);

import { describe, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { vmEnvironment } from "./ensure-jit";

const TIMEOUT_MILLIS = 120_000;

interface CheckRun {
	readonly exitCode: number | null;
	readonly lines: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
	readonly errors: string;
}

function isCheckLine(value: unknown): value is CheckRun["lines"][number] {
	if (typeof value !== "object" || value === null || !("name" in value && "ok" in value && "detail" in value))
		return false;
	return typeof value.name === "string" && typeof value.ok === "boolean" && typeof value.detail === "string";
}

/** VMs need a switch in the environment of their process, so each file of checks runs in a process of its own. */
async function runCheck(name: string): Promise<CheckRun> {
	const child = Bun.spawn([process.execPath, fileURLToPath(new URL(`./checks/${name}.check.ts`, import.meta.url))], {
		env: vmEnvironment(process.env),
		stdout: "pipe",
		stderr: "pipe",
		timeout: TIMEOUT_MILLIS,
		killSignal: "SIGKILL",
	});
	const [output, errors] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
	await child.exited;
	const lines = output
		.split("\n")
		.filter((line) => line !== "")
		.map((line): unknown => JSON.parse(line))
		.filter(isCheckLine);
	return { exitCode: child.exitCode, lines, errors };
}

function expectAllOk({ exitCode, lines, errors }: CheckRun): void {
	expect(lines.filter(({ ok }) => !ok)).toEqual([]);
	expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
	expect(lines.length).toBeGreaterThan(0);
}

describe("Luau VM", () => {
	test.each([
		["machine", "known build, caught errors, limits, channel"],
		["engine", "tasks, signals, JSON, hashes, data model"],
		["stores", "data stores, conflicts, shutdown, messages"],
		["values", "values in and out, by the host and by the kernel"],
		["profile-service", "the real ProfileService over several servers"],
		["player-services", "text filter, tweens, selection"],
		["client", "remotes, replication and screen of a client"],
		["hud", "the game's own HUD in a client"],
		["self-test", "what the game says when it starts, and which wallets Studio touches"],
		["boot", "twelve servers with Promise and t"],
	])("%s: %s", async (name) => expectAllOk(await runCheck(name)), TIMEOUT_MILLIS);

	test(
		"the same inputs give the same records in two processes",
		async () => {
			const [first, second] = await Promise.all([runCheck("trace"), runCheck("trace")]);
			expectAllOk(first);
			expect(second).toEqual(first);
		},
		TIMEOUT_MILLIS,
	);
});

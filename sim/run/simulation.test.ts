import { expect, test } from "bun:test";
import { join } from "node:path";
import { FAULT_KINDS } from "../faults/fault-kinds";
import { isJsonObject, parseJson, valueAt } from "../json";

const TIMEOUT_MS = 120_000;
const MAIN = join(import.meta.dir, "..", "main.ts");
const COMMANDS = 100;

/** A VM needs a process whose options were set before it started; another process is what the hash is about, too. */
async function play(seed: number): Promise<unknown> {
	const options = ["--seed", `${seed}`, "--servers", "7", "--commands", `${COMMANDS}`, "--faults", "usual", "--json"];
	const child = Bun.spawn([process.execPath, MAIN, ...options], {
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const [output, said] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
	if ((await child.exited) !== 0) throw new Error(said);
	return parseJson(output.trim().split("\n").at(-1) ?? "");
}

test(
	"one seed gives one trace, in another process too, and another seed another one",
	async () => {
		const reports = await Promise.all([play(1_176), play(1_176), play(3_352)]);
		const [first, second, other] = reports.map((report) => valueAt(report, "traceHash"));
		expect(first).toBeString();
		expect(first).toBe(second);
		expect(first).not.toBe(other);
	},
	TIMEOUT_MS,
);

test(
	"a report counts each command once and each kind of fault, also those that never happened",
	async () => {
		const report = await play(48);
		const count = (name: string): number => Number(valueAt(report, name));
		expect(valueAt(report, "ok")).toBe(true);
		expect(count("commands")).toBe(COMMANDS);
		expect(count("committed") + count("refused") + count("expired") + count("unknown")).toBe(COMMANDS);
		expect(count("committed")).toBeGreaterThan(0);
		const faults = valueAt(report, "faults");
		expect(FAULT_KINDS.filter((kind) => !isJsonObject(faults) || typeof faults[kind] !== "number")).toEqual([]);
	},
	TIMEOUT_MS,
);

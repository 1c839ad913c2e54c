import { expect, test } from "bun:test";
import { join } from "node:path";
import { FAULT_KINDS } from "../faults/fault-kinds";
import { parseJson, valueAt } from "../roblox/json";
import { LISTED_SEEDS, type ListedSeed } from "./seeds";

const TIMEOUT_MS = 120_000;
const MAIN = join(import.meta.dir, "..", "main.ts");

interface Run {
	readonly exitCode: number;
	readonly report: unknown;
	readonly said: string;
}

/** A VM needs a process whose options were set before it started; another process is what the hash is about, too. */
async function play({ seed, profile, servers, commands }: ListedSeed): Promise<Run> {
	const numbers = ["--seed", `${seed}`, "--servers", `${servers}`, "--commands", `${commands}`];
	const child = Bun.spawn([process.execPath, MAIN, ...numbers, "--faults", profile, "--json"], {
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const [output, said] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
	return { exitCode: await child.exited, report: parseJson(output.trim().split("\n").at(-1) ?? ""), said };
}

const reports: unknown[] = [];

for (const listed of LISTED_SEEDS) {
	test(
		`seed ${listed.seed} (${listed.profile}): ${listed.story}`,
		async () => {
			const { exitCode, report, said } = await play(listed);
			if (exitCode !== 0) throw new Error(said);
			const count = (name: string): number => Number(valueAt(report, name));
			expect(valueAt(report, "ok")).toBe(true);
			expect(count("committed") + count("refused") + count("expired") + count("unknown")).toBe(listed.commands);
			expect(count("committed")).toBeGreaterThan(0);
			reports.push(report);
		},
		TIMEOUT_MS,
	);
}

/** An hour of the world takes minutes to play; the soak does. That it lasts an hour is tested with the windows. */
const TOO_LONG: readonly string[] = ["http.outage-of-an-hour"];

test("over the listed seeds every kind of fault really happens", () => {
	expect(reports).toHaveLength(LISTED_SEEDS.length);
	const kinds = FAULT_KINDS.filter((kind) => !TOO_LONG.includes(kind));
	const never = kinds.filter((kind) => reports.every((report) => Number(valueAt(report, "faults", kind)) === 0));
	expect(never).toEqual([]);
});

test("different seeds give different traces", () => {
	expect(new Set(reports.map((report) => valueAt(report, "traceHash"))).size).toBe(LISTED_SEEDS.length);
});

test(
	"one seed gives one trace, in another process too",
	async () => {
		const listed = LISTED_SEEDS.find(({ profile }) => profile === "harsh");
		if (listed === undefined) throw new Error("no harsh seed is listed");
		const [first, second] = await Promise.all([play(listed), play(listed)]);
		expect(valueAt(first.report, "traceHash")).toBeString();
		expect(valueAt(first.report, "traceHash")).toBe(valueAt(second.report, "traceHash"));
		expect(reports.map((report) => valueAt(report, "traceHash"))).toContain(valueAt(first.report, "traceHash"));
	},
	TIMEOUT_MS,
);

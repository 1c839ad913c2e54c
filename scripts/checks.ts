import { readdirSync } from "node:fs";
import { runStep, type StepResult } from "./run-step";

export interface Tally {
	readonly passed: number;
	readonly failed: number;
}

export interface Check {
	readonly label: string;
	readonly command: readonly string[];
	readonly env?: Record<string, string>;
	/** Lines of what it printed that are shown however it ends. */
	readonly shows?: RegExp;
	/** Reads the counts out of what the program printed; `undefined` when it printed none. */
	readonly count: (result: StepResult) => Tally | undefined;
}

const TYPESCRIPT = "node_modules/typescript/bin/tsc";

function countAsOne(result: StepResult): Tally {
	return result.exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** `bun test` ends with lines such as ` 12 pass` and ` 1 fail`. */
function countBunTests(result: StepResult): Tally | undefined {
	const passed = /^\s*(\d+) pass$/m.exec(result.output)?.[1];
	const failed = /^\s*(\d+) fail$/m.exec(result.output)?.[1];
	if (passed === undefined || failed === undefined) return undefined;
	return { passed: Number(passed), failed: Number(failed) };
}

function countSpecs(result: StepResult): Tally | undefined {
	const line = /^(\d+) passed, (\d+) failed$/m.exec(result.output);
	return line === null ? undefined : { passed: Number(line[1]), failed: Number(line[2]) };
}

/** Play on virtual time or compare texts, so that a busy neighbour does not matter to them. */
const ON_VIRTUAL_TIME: readonly string[] = [
	...["bench", "checkers", "conformance", "contract", "headless", "mutants"],
	...["rojo", "run", "scenarios", "soak"],
];

/** The rest of the simulator's tests: real processes, sockets and timers. */
function listOnRealTime(): readonly string[] {
	const entries = readdirSync("sim", { withFileTypes: true });
	const rest = entries.filter((entry) => entry.isDirectory() || entry.name.endsWith(".test.ts"));
	return rest.flatMap(({ name }) => (ON_VIRTUAL_TIME.includes(name) ? [] : [`./sim/${name}`]));
}

/** Two at a time. */
export const CHECKS_SIDE_BY_SIDE: readonly Check[] = [
	{ label: "Types of the companion", command: [TYPESCRIPT, "-p", "companion"], count: countAsOne },
	{ label: "Types of the simulator", command: [TYPESCRIPT, "-p", "sim"], count: countAsOne },
	{ label: "Lint", command: ["node_modules/eslint/bin/eslint.js", "."], count: countAsOne },
	{
		label: "Format",
		command: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."],
		count: countAsOne,
	},
	{
		label: "Game specs in the headless server",
		command: ["sim/luau/run-specs.ts"],
		env: { BUN_JSC_useOMGJIT: "0" },
		count: countSpecs,
	},
	{
		label: "Tests of shared, and of the simulator on virtual time",
		command: ["test", "./shared", "./bench", ...ON_VIRTUAL_TIME.map((name) => `./sim/${name}`)],
		count: countBunTests,
		// What was built with the real Rojo, where there is one (sim/rojo/testing/rojo-program.ts).
		shows: /^Rojo: .*$/gm,
	},
	{ label: "Simulation over fixed seeds", command: ["sim/soak/fixed-main.ts"], count: countSpecs },
];

/** Afterwards, each alone: real time would feel a busy neighbour. */
export const CHECKS_ALONE: readonly Check[] = [
	{
		label: "Tests of the companion, of what measures it, and end to end",
		command: ["test", "./companion", "./bench", ...listOnRealTime()],
		count: countBunTests,
	},
];

/** Runs one check. A program that fails, or that counts nothing, is a failure whatever it printed. */
export async function runCheck(check: Check): Promise<Tally> {
	const result = await runStep(check.label, check.command, check.env);
	const tally = check.count(result) ?? { passed: 0, failed: 1 };
	const silent = tally.passed + tally.failed === 0;
	const failed = result.exitCode !== 0 || silent ? Math.max(1, tally.failed) : tally.failed;
	if (failed > 0) process.stdout.write(`${result.output.trim()}\n`);
	const verdict = failed === 0 ? "ok" : "FAILED";
	process.stdout.write(`${verdict}  ${check.label}: ${tally.passed} passed, ${failed} failed (${result.seconds} s)\n`);
	for (const [line] of check.shows === undefined ? [] : result.output.matchAll(check.shows)) {
		process.stdout.write(`    ${line}\n`);
	}
	return { passed: tally.passed, failed };
}

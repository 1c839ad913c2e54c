import { join } from "node:path";
import { ensureJit } from "./luau/ensure-jit";
import { readArguments, type Arguments } from "./run/arguments";
import { findOtherEntry, type Entry } from "./run/other-entries";
import { EXIT, exitCodeOf, makeReport } from "./run/report";
import { describePlan, drawRunPlan } from "./run/run-plan";
import { playSimulation } from "./run/simulation";
import { isLifeOver } from "./world/life-over";

const VIOLATIONS_SHOWN_MAX = 10;

await ensureJit();

const crashes: string[] = [];
process.on("unhandledRejection", (problem: unknown) => {
	// Code of a killed process that was in the middle of something has nobody to tell.
	if (isLifeOver(problem)) return;
	crashes.push(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem));
});

const given = process.argv.slice(2);
const other = findOtherEntry(given);
process.exit(await (other === undefined ? main() : hand(other)));

async function hand({ file, args }: Entry): Promise<number> {
	const command = [process.execPath, join(import.meta.dir, file), ...args];
	return await Bun.spawn(command, { stdio: ["inherit", "inherit", "inherit"] }).exited;
}

async function main(): Promise<number> {
	const read = readArguments(given);
	if (!read.ok) {
		process.stderr.write(`${read.error}\n`);
		return EXIT.crash;
	}
	try {
		return await play(read.value);
	} catch (problem) {
		const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
		process.stderr.write(`the simulation crashed: ${text}\nreplay: ${replayLine(read.value)}\n`);
		return EXIT.crash;
	}
}

async function play(options: Arguments): Promise<number> {
	const plan = drawRunPlan(options);
	// With --json standard output belongs to the one object at the end.
	const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
	for (const line of describePlan(plan)) say(line);
	const started = performance.now();
	const played = await playSimulation(plan, {
		onProgress: say,
		...(options.trace ? { onLine: (line: string) => void process.stderr.write(`${line}\n`) } : {}),
	});
	const report = makeReport(plan, played, (performance.now() - started) / 1_000);
	for (const { rule, checker, what, time } of played.violations.slice(0, VIOLATIONS_SHOWN_MAX)) {
		say(`broken ${rule} (${checker})${time === undefined ? "" : ` at ${time / 1_000_000} s`}: ${what}`);
	}
	for (const error of played.history.errors.slice(0, VIOLATIONS_SHOWN_MAX)) say(`error: ${error}`);
	for (const crash of crashes) say(`unhandled: ${crash}`);
	const exitCode = crashes.length > 0 ? EXIT.crash : exitCodeOf(played);
	if (exitCode === EXIT.ok) say(`ok: ${report.commands} commands, each settled once, in ${report.wallSeconds} s`);
	else say(`FAILED\nreplay: ${replayLine(options)}`);
	process.stdout.write(options.json ? `${JSON.stringify({ ...report, ok: exitCode === EXIT.ok })}\n` : "");
	if (!options.json) say(`trace ${report.traceHash}`);
	return exitCode;
}

/** The one command that plays the same again. */
function replayLine({ seed, servers, commands, profile }: Arguments): string {
	return `npx --yes bun@${Bun.version} run sim --seed ${seed} --servers ${servers} --commands ${commands} --faults ${profile}`;
}

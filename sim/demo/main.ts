import { join } from "node:path";
import { makeReport } from "./report";
import { runPrompt } from "./prompt";
import { openStage, type Stage } from "./stage";
import { STEPS } from "./steps";
import { createStory } from "./story";
import { playTour } from "./tour";
import { Witnesses } from "./witnesses";

/**
 * `demo`: the whole product on one machine. `--once` ends after the tour, `--json` adds one JSON object as the last
 * line, `--verbose` shows what companion and game servers log, `--keep FILE` says where the database goes at the end.
 */
const args = process.argv.slice(2);
const flags = new Set(args);
const keepAt = args[args.indexOf("--keep") + 1] ?? "";
const database = flags.has("--keep") && keepAt !== "" ? keepAt : join("out", "demo", "purser.sqlite");
const isVerbose = flags.has("--verbose");
const write = (text: string): void => void process.stdout.write(text);
const story = createStory(write);
const said: string[] = [];

let stage: Stage | undefined;
let isEnding = false;
/** Ctrl-C in the middle of the tour breaks it off; at the prompt it is how a person leaves. */
let codeWhenInterrupted = 130;

async function end(exitCode: number): Promise<never> {
	if (!isEnding) {
		isEnding = true;
		await stage?.close();
	}
	process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(codeWhenInterrupted));

try {
	write("Purser: coins between Discord and Roblox, on this machine only.\n");
	stage = await openStage(
		story,
		(line) => {
			said.push(line);
			if (isVerbose) process.stderr.write(`companion| ${line}\n`);
		},
		{ keepAt: database },
	);
	const ports = { stage, story, witnesses: new Witnesses(stage) };
	const results = await playTour(ports, STEPS);
	const report = await makeReport(ports, results, STEPS.length);
	if (isVerbose || !report.ok)
		for (const line of await stage.host.call("takeLog")) process.stderr.write(`roblox| ${line}\n`);
	if (!report.ok && !isVerbose) process.stderr.write(said.map((line) => `companion| ${line}\n`).join(""));
	const seconds = Math.round(results.reduce((sum, result) => sum + result.ms, 0) / 1_000);
	write(`\n${report.ok ? "Everything held" : "Something did not hold"}: ${results.length} steps in ${seconds} s.\n`);
	codeWhenInterrupted = report.ok ? 0 : 1;
	if (!flags.has("--once")) await runPrompt(ports, write);
	await stage.close();
	write(`Its audit is kept. Prove it: npx --yes bun@${Bun.version} run verify --database ${database}\n`);
	if (flags.has("--json")) write(`${JSON.stringify({ ...report, database })}\n`);
	process.exit(report.ok ? 0 : 1);
} catch (error) {
	if (isEnding) await new Promise(() => undefined);
	process.stderr.write(`The demo could not go on: ${error instanceof Error ? error.message : String(error)}\n`);
	await end(1);
}

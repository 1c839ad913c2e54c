import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { nameCode, readVersions } from "./code-version";
import { SeedPlayer } from "./seed-player";
import { playSoak, soakExitCode, type Soak } from "./soak";
import { readSoakOptions, type SoakOptions } from "./soak-options";
import { writeSoakReport } from "./soak-report";
import { summarize } from "./summary";

const ROOT = join(import.meta.dir, "..", "..");
const EXIT_USAGE = 3;

const read = readSoakOptions(process.argv.slice(2), availableParallelism());
if (read.ok) process.exit(await soak(read.value));
process.stderr.write(`${read.error}\n`);
process.exit(EXIT_USAGE);

/** Plays many seeds, each in a process of its own, and leaves a report. Started again it goes on where it stopped. */
async function soak(options: SoakOptions): Promise<number> {
	const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
	const player = new SeedPlayer([join(ROOT, "sim", "main.ts")]);
	const versions = readVersions(ROOT, nameCode(ROOT));
	let signal: string | undefined;
	for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.on(name, () => {
			signal = name;
			player.stop();
		});
	}
	for (const file of [options.logFile, options.reportFile]) mkdirSync(dirname(file), { recursive: true });
	const writeReport = (soFar: Soak): void => writeFileSync(options.reportFile, writeSoakReport(soFar, versions));
	const elapsed = (): number => Math.round(performance.now() / 100) / 10;
	const played = await playSoak(options, {
		play: player.play,
		elapsed,
		code: () => nameCode(ROOT),
		interruption: () =>
			signal ?? (elapsed() > options.minutes * 60 ? `${options.minutes} minutes are over` : undefined),
		log: {
			read: () => (existsSync(options.logFile) ? readFileSync(options.logFile, "utf8") : ""),
			append: (line) => appendFileSync(options.logFile, line),
		},
		say,
		onProgress: writeReport,
	});
	writeReport(played);
	const summary = summarize(played);
	say(summary.text);
	say(`report: ${options.reportFile}, log: ${options.logFile}`);
	if (options.json) process.stdout.write(`${JSON.stringify({ ...summary.figures, versions })}\n`);
	return soakExitCode(played);
}

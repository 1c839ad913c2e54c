import type { SeedReport } from "./seed-report";
import { replayLine, type SeedRun } from "./seed-run";

/** How one seed went. */
export interface SeedResult {
	readonly run: SeedRun;
	/** Of the process that played it; `undefined` when a signal ended it. */
	readonly exitCode: number | undefined;
	/** Missing when the process ended without one. */
	readonly report: SeedReport | undefined;
	readonly wallSeconds: number;
	/** What a failing process said last, for people. */
	readonly lastWords: string;
}

/** A seed has passed when its process says so in both ways, about this seed, and gave all the commands. */
export function hasPassed({ run, exitCode, report }: SeedResult): boolean {
	if (exitCode !== 0 || report === undefined) return false;
	return report.ok && report.violations === 0 && report.seed === run.seed && report.commands >= run.commands;
}

/** What went wrong, in one line. */
export function describeFailure({ exitCode, report, lastWords }: SeedResult): string {
	if (report === undefined) return `ended without a report (${exitCode ?? "a signal"}): ${lastLine(lastWords)}`;
	const broken = Object.entries(report.brokenRules).map(([rule, times]) => `${rule} ${times}x`);
	if (report.stuck > 0) broken.push(`${report.stuck} commands never ended`);
	return broken.join(", ") || `exit code ${exitCode ?? "missing"}, ${report.commands} commands`;
}

/** One line for a seed that passed; for one that failed also how to play it again. */
export function describeResult(result: SeedResult): string {
	const { seed, commands, profile } = result.run;
	const what = `seed ${seed} (${profile}, ${commands} commands, ${Math.round(result.wallSeconds)} s)`;
	if (hasPassed(result)) return `ok      ${what}`;
	return `FAILED  ${what}: ${describeFailure(result)}\nreplay: ${replayLine(result.run)}`;
}

function lastLine(words: string): string {
	return words.trim().split("\n").at(-1) ?? "";
}

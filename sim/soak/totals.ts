import { COUNT_NAMES, NO_COUNTS, type Counts } from "./seed-report";
import { hasPassed, type SeedResult } from "./seed-result";

/** Many seeds added up. */
export interface Totals extends Counts {
	readonly seeds: number;
	readonly failing: readonly SeedResult[];
	readonly faults: Readonly<Record<string, number>>;
	readonly brokenRules: Readonly<Record<string, number>>;
	/** Largest memory of any game server's VM. */
	readonly vmBytes: number;
	/** Of all processes together, also those that ran side by side. */
	readonly processSeconds: number;
}

export function addUp(results: readonly SeedResult[]): Totals {
	const reports = results.flatMap(({ report }) => report ?? []);
	const counts = { ...NO_COUNTS };
	for (const name of COUNT_NAMES) counts[name] = reports.reduce((sum, report) => sum + report[name], 0);
	return {
		...counts,
		seeds: results.length,
		failing: results.filter((result) => !hasPassed(result)).sort((one, other) => one.run.seed - other.run.seed),
		faults: mergeTallies(reports.map((report) => report.faults)),
		brokenRules: mergeTallies(reports.map((report) => report.brokenRules)),
		vmBytes: reports.reduce((largest, report) => Math.max(largest, report.vmBytes), 0),
		processSeconds: results.reduce((sum, result) => sum + result.wallSeconds, 0),
	};
}

function mergeTallies(tallies: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
	const sums: Record<string, number> = {};
	for (const tally of tallies) {
		for (const [name, count] of Object.entries(tally)) sums[name] = (sums[name] ?? 0) + count;
	}
	return sums;
}

/** Commands whose outcome somebody was told, for each second. */
export function settledPerSecond({ commands, stuck }: Counts, seconds: number): number {
	return seconds === 0 ? 0 : Math.round((commands - stuck) / seconds);
}

export function virtualPerSecond({ virtualSeconds }: Counts, seconds: number): number {
	return seconds === 0 ? 0 : Math.round(virtualSeconds / seconds);
}

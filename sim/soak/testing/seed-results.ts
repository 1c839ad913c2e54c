import { NO_COUNTS, type SeedReport } from "../seed-report";
import type { SeedResult } from "../seed-result";
import type { SeedRun } from "../seed-run";

export const RUN: SeedRun = { seed: 1, servers: 7, commands: 10, profile: "usual" };

/** What a run reports that went well, with the differences a test is about. */
export function makeReport(run: SeedRun, differences: Partial<SeedReport> = {}): SeedReport {
	return {
		...NO_COUNTS,
		ok: true,
		seed: run.seed,
		commands: run.commands,
		committed: run.commands,
		virtualSeconds: 100,
		faults: { "server.crashed": 1 },
		brokenRules: {},
		traceHash: "00ff",
		vmBytes: 1_000,
		...differences,
	};
}

export function makeResult(run: SeedRun, differences: Partial<SeedReport> = {}): SeedResult {
	return { run, exitCode: 0, report: makeReport(run, differences), wallSeconds: 2, lastWords: "" };
}

/** A seed in which one command was applied twice. */
export function makeFailing(run: SeedRun): SeedResult {
	const broken = { ok: false, doubled: 1, violations: 1, brokenRules: { "I1 at-most-once": 1 } };
	return { ...makeResult(run, broken), exitCode: 1, lastWords: "FAILED\n" };
}

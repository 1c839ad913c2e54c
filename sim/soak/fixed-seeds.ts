import { FAULT_KINDS, type FaultKind } from "../faults/fault-kinds";
import type { FaultProfile } from "../faults/fault-plan";
import { hasPassed, type SeedResult } from "./seed-result";
import type { SeedRun } from "./seed-run";

/** How many commands `test` plays, over all the seeds below. */
export const FIXED_COMMANDS = 20_000;
const SERVERS = 7;

/**
 * Chosen by their plans: a rush, so that many commands fit into a virtual second, and nearly every kind of fault. Few and
 * long ones, because a world begins and heals for minutes whatever it plays; those that take longest come first.
 */
const FIXED_SEEDS: Readonly<Record<FaultProfile, readonly number[]>> = {
	harsh: [177],
	usual: [1176, 2931, 3129],
	none: [48],
};

/** An hour of the world takes minutes to play; the soak does. That it lasts an hour is tested with the windows. */
const TOO_LONG: readonly FaultKind[] = ["http.outage-of-an-hour"];

/** The seeds in the order in which they are begun. */
export function listFixedRuns(): readonly SeedRun[] {
	const named = (["harsh", "usual", "none"] as const).flatMap((profile) =>
		FIXED_SEEDS[profile].map((seed) => ({ seed, profile })),
	);
	const commands = Math.ceil(FIXED_COMMANDS / named.length);
	return named.map(({ seed, profile }) => ({ seed, servers: SERVERS, commands, profile }));
}

export interface Verdict {
	readonly passed: number;
	readonly failed: number;
	/** What is wrong with all of them together, in lines for people. */
	readonly problems: readonly string[];
}

/** Each seed is one test; that every kind of fault really happened, and no two played the same, are two more. */
export function judgeFixedRuns(runs: readonly SeedRun[], results: readonly SeedResult[]): Verdict {
	const reports = results.flatMap(({ report }) => (report === undefined ? [] : [report]));
	const kinds = FAULT_KINDS.filter((kind) => !TOO_LONG.includes(kind));
	const never = kinds.filter((kind) => reports.every(({ faults }) => (faults[kind] ?? 0) === 0));
	const traces = new Set(reports.map(({ traceHash }) => traceHash));
	const problems = [
		...(never.length > 0 ? [`never happened: ${never.join(", ")}`] : []),
		...(traces.size < runs.length ? [`${traces.size} traces of ${runs.length} seeds`] : []),
	];
	// A seed that was never played to its end has not passed.
	const passed = results.filter(hasPassed).length + 2 - problems.length;
	return { passed, failed: runs.length + 2 - passed, problems };
}

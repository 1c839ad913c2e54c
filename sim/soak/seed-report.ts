import { isJsonObject } from "../json";
import type { Report } from "../run/report";

/** Figures of a run that are added up over many. */
export const COUNT_NAMES = [
	"commands",
	"committed",
	"refused",
	"expired",
	"unknown",
	"lost",
	"doubled",
	"stuck",
	"kicked",
	"gaps",
	"violations",
	"virtualSeconds",
] as const satisfies readonly (keyof Report)[];

export type Counts = Readonly<Record<(typeof COUNT_NAMES)[number], number>>;

export const NO_COUNTS: Counts = {
	commands: 0,
	committed: 0,
	refused: 0,
	expired: 0,
	unknown: 0,
	lost: 0,
	doubled: 0,
	stuck: 0,
	kicked: 0,
	gaps: 0,
	violations: 0,
	virtualSeconds: 0,
};

/** What is kept of the one JSON object that a run prints last. */
export type SeedReport = Counts & Pick<Report, "ok" | "seed" | "faults" | "brokenRules" | "traceHash" | "vmBytes">;

/** `undefined` when this is not what a run prints. */
export function readSeedReport(value: unknown): SeedReport | undefined {
	if (!isJsonObject(value)) return undefined;
	const { ok, seed, traceHash, vmBytes } = value;
	if (typeof ok !== "boolean" || typeof seed !== "number" || typeof traceHash !== "string") return undefined;
	const [counts, faults, brokenRules] = [readCounts(value), readTally(value.faults), readTally(value.brokenRules)];
	if (typeof vmBytes !== "number" || !counts || !faults || !brokenRules) return undefined;
	return { ...counts, ok, seed, faults, brokenRules, traceHash, vmBytes };
}

function readCounts(value: Readonly<Record<string, unknown>>): Counts | undefined {
	const counts = { ...NO_COUNTS };
	for (const name of COUNT_NAMES) {
		const count = value[name];
		if (typeof count !== "number") return undefined;
		counts[name] = count;
	}
	return counts;
}

function readTally(value: unknown): Readonly<Record<string, number>> | undefined {
	if (!isJsonObject(value)) return undefined;
	const tally: Record<string, number> = {};
	for (const [name, count] of Object.entries(value)) {
		if (typeof count !== "number") return undefined;
		tally[name] = count;
	}
	return tally;
}

import type { RunPlan } from "./run-plan";
import type { Played } from "./simulation";
import type { Outcome } from "./staff";

/** What `--json` prints as its last line. */
export interface Report extends Readonly<Record<Outcome, number>> {
	readonly ok: boolean;
	readonly seed: number;
	readonly commands: number;
	/** Broken promises by kind; the rules behind each stand in `RULES_OF`. */
	readonly lost: number;
	readonly doubled: number;
	readonly stuck: number;
	readonly kicked: number;
	readonly gaps: number;
	/** Of all rules together. */
	readonly violations: number;
	readonly brokenRules: Readonly<Record<string, number>>;
	readonly faults: Readonly<Record<string, number>>;
	readonly traceHash: string;
	readonly virtualSeconds: number;
	readonly wallSeconds: number;
	readonly settledPerSecond: number;
	/** Largest memory of a VM at the end, and what that is more than at half of the run. */
	readonly vmBytes: number;
	readonly vmBytesGrowth: number | null;
}

export const EXIT = { ok: 0, correctness: 1, liveness: 2, crash: 3 } as const;

/** Promises that only time breaks; everything else is a wrong result. */
const LIVENESS_RULES: readonly string[] = ["L1"];
const RULES_OF = { lost: ["I2"], doubled: ["I1"], kicked: ["I7"], gaps: ["I5"] } as const;

export function makeReport(plan: RunPlan, played: Played, wallSeconds: number): Report {
	const { orders, violations, faults, traceHash, virtualSeconds, vmBytes, vmBytesGrowth } = played;
	const count = (outcome: Outcome): number => orders.filter((order) => order.outcome === outcome).length;
	const broken = (rules: readonly string[]): number => violations.filter(({ rule }) => rules.includes(rule)).length;
	const open = orders.filter((order) => order.outcome === undefined).length;
	return {
		ok: violations.length === 0 && open === 0,
		seed: plan.options.seed,
		commands: orders.length,
		committed: count("committed"),
		refused: count("refused"),
		expired: count("expired"),
		unknown: count("unknown"),
		lost: broken(RULES_OF.lost),
		doubled: broken(RULES_OF.doubled),
		stuck: open,
		kicked: broken(RULES_OF.kicked),
		gaps: broken(RULES_OF.gaps),
		violations: violations.length,
		brokenRules: countBy(violations.map(({ rule, checker }) => `${rule} ${checker}`)),
		faults,
		traceHash,
		virtualSeconds,
		wallSeconds: Math.round(wallSeconds * 100) / 100,
		settledPerSecond: Math.round((orders.length - open) / wallSeconds),
		vmBytes,
		vmBytesGrowth,
	};
}

/** 0 when nothing is broken, 1 for a wrong result, 2 when something never ended. */
export function exitCodeOf(played: Played): number {
	const isWrong = played.violations.some(({ rule }) => !LIVENESS_RULES.includes(rule));
	if (isWrong) return EXIT.correctness;
	const isStuck = played.violations.length > 0 || played.orders.some((order) => order.outcome === undefined);
	return isStuck ? EXIT.liveness : EXIT.ok;
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}

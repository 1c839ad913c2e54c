import type { Counts } from "./call-counts";
import type { Played } from "./play";
import type { BenchPlan, Executor } from "./plan";

export interface PartFigures {
	readonly commands: number;
	readonly settled: number;
	readonly publishesPerCommand: number;
	readonly readsPerCommand: number;
	readonly writesPerCommand: number;
	/** Data store operations of game servers, without those that the same players cost when nobody gives a command. */
	readonly dataStoreOpsPerCommand: number;
	/** Virtual seconds, median; `null` when none settled. */
	readonly seconds: number | null;
}

export interface DesignFigures extends Omit<PartFigures, "commands" | "settled" | "seconds"> {
	/** Calls held back or answered with 429. */
	readonly refusedByBudget: number;
	readonly sessionsEnded: number;
	readonly bystanderDataStoreCalls: number;
	readonly byExecutor: { readonly [Where in Executor]: PartFigures };
}

/** The figures of one design; those that are not in `byExecutor` are of the commands with live servers. */
export function designFigures(plan: BenchPlan, played: Played, control: Played): DesignFigures {
	const part = (executor: Executor): PartFigures =>
		partFigures(plan.commands[executor], [played.counts.by[executor]], [control.counts.by[executor]], 0);
	const live = ["owner", "designated"] as const;
	const {
		settled: _settled,
		commands: _commands,
		seconds: _seconds,
		...figures
	} = partFigures(
		plan.commands.owner + plan.commands.designated,
		live.map((executor) => played.counts.by[executor]),
		live.map((executor) => control.counts.by[executor]),
		played.counts.publishesWithoutWallet,
	);
	return {
		...figures,
		refusedByBudget: played.refusedByBudget + played.counts.refused,
		sessionsEnded: played.sessionsEnded,
		bystanderDataStoreCalls: played.bystanderDataStoreCalls,
		byExecutor: { owner: part("owner"), designated: part("designated"), companion: part("companion") },
	};
}

function partFigures(
	commands: number,
	played: readonly Counts[],
	control: readonly Counts[],
	publishesWithoutWallet: number,
): PartFigures {
	const sum = (counts: readonly Counts[], pick: (one: Counts) => number) =>
		counts.reduce((total, one) => total + pick(one), 0);
	const each = (calls: number) => Math.round((calls / commands) * 100) / 100;
	const seconds = played.flatMap((one) => one.seconds).toSorted((a, b) => a - b);
	const median = seconds[Math.floor(seconds.length / 2)];
	return {
		commands,
		settled: sum(played, (one) => one.settled),
		publishesPerCommand: each(sum(played, (one) => one.publishes) + publishesWithoutWallet),
		readsPerCommand: each(sum(played, (one) => one.reads)),
		writesPerCommand: each(sum(played, (one) => one.writes)),
		dataStoreOpsPerCommand: each(sum(played, (one) => one.dataStoreOps) - sum(control, (one) => one.dataStoreOps)),
		seconds: median === undefined ? null : Math.round(median * 10) / 10,
	};
}

/** What the figures have to keep to. */
export const BOUNDS = {
	live: { publishesPerCommand: 1.2, readsPerCommand: 0.1 },
	companion: { readsPerCommand: 1.2, writesPerCommand: 1.2 },
} as const;

export function isWithinBounds(plan: BenchPlan, figures: DesignFigures): boolean {
	const { companion } = figures.byExecutor;
	const settled = Object.values(figures.byExecutor).reduce((sum, part) => sum + part.settled, 0);
	return (
		settled === plan.commands.owner + plan.commands.designated + plan.commands.companion &&
		figures.publishesPerCommand <= BOUNDS.live.publishesPerCommand &&
		figures.readsPerCommand <= BOUNDS.live.readsPerCommand &&
		companion.readsPerCommand <= BOUNDS.companion.readsPerCommand &&
		companion.writesPerCommand <= BOUNDS.companion.writesPerCommand &&
		figures.refusedByBudget === 0
	);
}

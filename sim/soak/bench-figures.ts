import { hasPassed, type SeedResult } from "./seed-result";
import { markdownTable } from "./markdown-table";
import type { SeedRun } from "./seed-run";
import { settledPerSecond, virtualPerSecond } from "./totals";

/** Profile `usual`, seven servers; the median over these ten is what is called the speed. */
const BENCH_SEEDS = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110] as const;

export function listBenchRuns(commands: number): readonly SeedRun[] {
	return BENCH_SEEDS.map((seed) => ({ seed, servers: 7, commands, profile: "usual" }));
}

/** A seed that was played alone, or two that were played side by side. */
export interface Sample {
	readonly results: readonly SeedResult[];
}

export interface Speed {
	/** Commands that got their outcome in each second of wall time, of all processes together. */
	readonly settledPerSecond: number;
	readonly virtualPerSecond: number;
}

export interface BenchFigures {
	readonly ok: boolean;
	readonly commands: number;
	readonly seeds: readonly number[];
	readonly one: Speed;
	readonly two: Speed;
	/** Of a game server's VM at the end of a run, the largest of its servers: median and largest over the seeds. */
	readonly vmBytes: { readonly median: number; readonly largest: number };
}

export function speedOf({ results }: Sample): Speed {
	const sum = (rate: typeof settledPerSecond): number =>
		results.reduce((total, { report, wallSeconds }) => total + (report ? rate(report, wallSeconds) : 0), 0);
	return { settledPerSecond: sum(settledPerSecond), virtualPerSecond: sum(virtualPerSecond) };
}

export function benchFigures(commands: number, alone: readonly Sample[], pairs: readonly Sample[]): BenchFigures {
	const memory = alone.flatMap(({ results }) => results.map(({ report }) => report?.vmBytes ?? 0));
	return {
		ok: [...alone, ...pairs].every(({ results }) => results.every(hasPassed)),
		commands,
		seeds: alone.flatMap(({ results }) => results.map(({ run }) => run.seed)),
		one: medianSpeed(alone),
		two: medianSpeed(pairs),
		vmBytes: { median: median(memory), largest: Math.max(0, ...memory) },
	};
}

export function benchTable(alone: readonly Sample[], pairs: readonly Sample[], figures: BenchFigures): string {
	const rowsOf = (samples: readonly Sample[]): string[][] =>
		samples.map((sample) => row(nameOf(sample), speedOf(sample)));
	return markdownTable([
		["seeds", "settled per second", "virtual seconds per second"],
		...rowsOf(alone),
		row("median, one process", figures.one),
		...rowsOf(pairs),
		row("median, two side by side", figures.two),
	]);
}

function nameOf({ results }: Sample): string {
	return results.map(({ run }) => run.seed).join(" beside ");
}

function row(name: string, speed: Speed): string[] {
	return [name, String(speed.settledPerSecond), String(speed.virtualPerSecond)];
}

function medianSpeed(samples: readonly Sample[]): Speed {
	const speeds = samples.map(speedOf);
	return {
		settledPerSecond: median(speeds.map((speed) => speed.settledPerSecond)),
		virtualPerSecond: median(speeds.map((speed) => speed.virtualPerSecond)),
	};
}

/** Of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
	return (low + high) / 2;
}

import { STORING, type ContenderName } from "./contenders/contender";
import type { BareMeasurement, Measurement } from "./measurement";
import { BATCHES, connectionsName, MAIN_CONNECTIONS, OPEN_WORKLOADS } from "./workload";

/** Medians over the rounds. */
export interface Median {
	readonly contender: ContenderName;
	readonly workload: string;
	readonly requestsPerSecond: number;
	readonly receiptsPerSecond: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
	readonly receiptsPerCommit?: number;
}

/** How many times as fast the companion is; `null` where one of the two was not measured. */
export interface Ratios {
	readonly expressPrisma: number | null;
	readonly fastifyGroupCommit: number | null;
	readonly limit: number | null;
	/** To the best of all that store. */
	readonly oneConnection: number | null;
	readonly batchOfBareDatabase: number | null;
}

export interface Figures {
	readonly medians: readonly Median[];
	readonly bareReceiptsPerSecond: number | null;
	readonly ratios: Ratios;
	readonly batchReceiptsPerSecond: number | null;
	/** The worst of the companion's latencies at fixed rates and with 64 connections. */
	readonly p99Ms: number | null;
	readonly peakMemoryMb: number;
}

/** What issue and README promise. */
export const NUMBERS_WANTED = {
	ratios: { expressPrisma: 30, fastifyGroupCommit: 1.4, limit: 0.5, oneConnection: 0.95, batchOfBareDatabase: 0.6 },
	p99Ms: 50,
	peakMemoryMb: 100,
} as const;

export function medianOf(values: readonly number[]): number | undefined {
	const sorted = values.toSorted((a, b) => a - b);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
	return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

export function makeFigures(
	measurements: readonly Measurement[],
	bare: readonly BareMeasurement[],
	peakMemoryBytes: number,
): Figures {
	const medians = makeMedians(measurements);
	const rateOf = (contender: ContenderName, workload: string): number | undefined =>
		medians.find((median) => median.contender === contender && median.workload === workload)?.requestsPerSecond;
	const main = connectionsName(MAIN_CONNECTIONS);
	const to = (contender: ContenderName) => ratio(rateOf("companion", main), rateOf(contender, main));
	const one = STORING.flatMap((contender) => rateOf(contender, connectionsName(1)) ?? []);
	const batches = medians.find(({ contender, workload }) => contender === "companion" && workload === BATCHES);
	const bareRate = medianOf(bare.map(({ receiptsPerSecond }) => receiptsPerSecond));
	const watched = [main, ...OPEN_WORKLOADS.map(({ name }) => name)];
	const latencies = medians.flatMap(({ contender, workload, p99Ms }) =>
		contender === "companion" && watched.includes(workload) ? [p99Ms] : [],
	);
	return {
		medians,
		bareReceiptsPerSecond: bareRate === undefined ? null : Math.round(bareRate),
		ratios: {
			expressPrisma: to("expressPrisma"),
			fastifyGroupCommit: to("fastifyGroupCommit"),
			limit: to("limit"),
			oneConnection: ratio(rateOf("companion", connectionsName(1)), one.length === 0 ? undefined : Math.max(...one)),
			batchOfBareDatabase: ratio(batches?.receiptsPerSecond, bareRate),
		},
		batchReceiptsPerSecond: batches?.receiptsPerSecond ?? null,
		p99Ms: latencies.length === 0 ? null : Math.max(...latencies),
		peakMemoryMb: round(peakMemoryBytes / 1e6, 1),
	};
}

/** Names of the numbers that this run did not reach or did not measure. */
export function listMissed({ ratios, p99Ms, peakMemoryMb }: Figures): string[] {
	const wanted = NUMBERS_WANTED.ratios;
	const isLow = (name: keyof Ratios): boolean => (ratios[name] ?? 0) < wanted[name];
	const names = ["expressPrisma", "fastifyGroupCommit", "limit", "oneConnection", "batchOfBareDatabase"] as const;
	const low = names.filter(isLow);
	const high = [
		...(p99Ms !== null && p99Ms <= NUMBERS_WANTED.p99Ms ? [] : ["p99Ms"]),
		...(peakMemoryMb > 0 && peakMemoryMb <= NUMBERS_WANTED.peakMemoryMb ? [] : ["peakMemoryMb"]),
	];
	return [...low, ...high];
}

function makeMedians(measurements: readonly Measurement[]): Median[] {
	const groups = Map.groupBy(measurements, ({ contender, workload }) => `${contender} ${workload}`);
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		if (first === undefined) return [];
		const of = (pick: (one: Measurement) => number | undefined): number =>
			medianOf(group.flatMap((measured) => pick(measured) ?? [])) ?? 0;
		const { contender, workload, receiptsPerCommit } = first;
		return {
			...{ contender, workload },
			requestsPerSecond: Math.round(of((measured) => measured.requestsPerSecond)),
			receiptsPerSecond: Math.round(of((measured) => measured.receiptsPerSecond)),
			p50Ms: round(
				of((measured) => measured.p50Ms),
				2,
			),
			p99Ms: round(
				of((measured) => measured.p99Ms),
				2,
			),
			...(receiptsPerCommit === undefined
				? {}
				: {
						receiptsPerCommit: round(
							of((measured) => measured.receiptsPerCommit),
							1,
						),
					}),
		};
	});
}

function ratio(ours: number | undefined, theirs: number | undefined): number | null {
	return ours === undefined || theirs === undefined || theirs === 0 ? null : round(ours / theirs, 2);
}

function round(value: number, digits: number): number {
	return Number(value.toFixed(digits));
}

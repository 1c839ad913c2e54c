import { fieldOf, numberIn } from "../../../companion/answer-fields";
import { bunPlatform } from "../../../shared/bun/platform";
import type { RequestKind } from "./supply";

const STATUS_WANTED: Readonly<Record<RequestKind, number>> = { new: 200, repeat: 200, "bad-signature": 401 };

/** What one run of load came to. */
export interface LoadResult {
	/** Answers for each second of the measured time. */
	readonly requestsPerSecond: number;
	/** Receipts that were new and stored, for each second of the measured time. */
	readonly receiptsPerSecond: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
	/** How many new requests were sent and answered, warm-up included. */
	readonly newRequests: number;
	/** Statuses that were not what the request deserved. */
	readonly unexpected: Readonly<Record<string, number>>;
	/** The supply ended before the time did. */
	readonly ranDry: boolean;
}

/** Counts answers; those of the warm-up count only as sent. */
export function createTally(batchSize: number) {
	const latencies: number[] = [];
	const unexpected: Record<string, number> = {};
	let newRequests = 0;
	let measuredNew = 0;

	return {
		note(kind: RequestKind, status: number, latencyMs: number, isMeasured: boolean): void {
			if (status !== STATUS_WANTED[kind]) {
				const name = `${kind} ${status}`;
				unexpected[name] = (unexpected[name] ?? 0) + 1;
			}
			if (kind === "new") newRequests += 1;
			if (!isMeasured) return;
			latencies.push(latencyMs);
			if (kind === "new") measuredNew += 1;
		},
		finish(seconds: number, ranDry: boolean): LoadResult {
			const sorted = Float64Array.from(latencies).sort();
			const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
			return {
				requestsPerSecond: latencies.length / seconds,
				receiptsPerSecond: (measuredNew * batchSize) / seconds,
				p50Ms: at(0.5),
				p99Ms: at(0.99),
				...{ newRequests, unexpected, ranDry },
			};
		},
	};
}

export type Tally = ReturnType<typeof createTally>;

/** Reads what a process of load printed. Throws when that is something else. */
export function readLoadResult(value: unknown): LoadResult {
	const number = (name: string): number => {
		const found = numberIn(value, name);
		if (found === undefined) throw new Error(`the load printed no ${name}`);
		return found;
	};
	return {
		requestsPerSecond: number("requestsPerSecond"),
		receiptsPerSecond: number("receiptsPerSecond"),
		p50Ms: number("p50Ms"),
		p99Ms: number("p99Ms"),
		newRequests: number("newRequests"),
		unexpected: Object.fromEntries(
			bunPlatform.entriesOf(fieldOf(value, "unexpected")).map(([name, count]) => [name, Number(count)]),
		),
		ranDry: fieldOf(value, "ranDry") === true,
	};
}

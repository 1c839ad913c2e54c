import { SECOND } from "../../clock/scheduler";
import type { BudgetKind } from "../experience-budgets";
import type { KeyLoad } from "../key-throughput";
import type { RateWindow } from "../rate-window";
import type { TokenBucket } from "../token-bucket";
import { tooMany, type ErrorShape } from "./answers";
import { withRate, type RateState } from "./rate-headers";
import type { Call } from "./route";

/** Refuses a call whose window is used up. */
export function windowUsedUp(shape: ErrorShape, rate: RateWindow): Response {
	return withRate(tooMany(shape, rate.resetSeconds()), rate);
}

/** Counts the bytes of a call on one key; the refusal where they do not fit any more. */
export function useKeyBytes({ backend }: Call, shape: ErrorShape, load: KeyLoad): Response | undefined {
	const { throughput } = backend.budgets;
	if (!throughput.fits(load)) return tooMany(shape, secondsUntil(backend.scheduler.now(), throughput.readyAt(load)));
	throughput.use(load);
	return undefined;
}

/** Takes one v2 call from what the whole experience shares with its game servers, and its bytes on one key. */
export function useExperience(call: Call, kind: BudgetKind, load?: KeyLoad): Response | undefined {
	const { budgets, scheduler } = call.backend;
	const now = scheduler.now();
	if (load !== undefined && !budgets.throughput.fits(load)) return useKeyBytes(call, "v2", load);
	if (!budgets.take(kind)) {
		const bucket = budgets.buckets[kind];
		return withRate(tooMany("v2", secondsUntil(now, bucket.readyAt())), rateOf(bucket, now));
	}
	if (load !== undefined) budgets.throughput.use(load);
	return undefined;
}

function rateOf(bucket: TokenBucket, now: number): RateState {
	return {
		limit: () => bucket.perMinute(),
		remaining: () => bucket.budget(),
		resetSeconds: () => secondsUntil(now, bucket.readyAt()),
	};
}

function secondsUntil(now: number, time: number): number {
	return Math.ceil((time - now) / SECOND);
}

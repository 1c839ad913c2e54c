import type { Ports } from "../ports";

/** What one try came to. `retryAfterMilliseconds` is what the other side asked for. */
export type Attempt<Value, Failure> =
	| { readonly kind: "done"; readonly value: Value }
	| {
			readonly kind: "failed";
			readonly error: Failure;
			readonly retriable: boolean;
			readonly retryAfterMilliseconds?: number;
	  };

export interface RetryPolicy {
	/** Tries after the first. */
	readonly retriesMax: number;
	/** No try begins later than this after the first. */
	readonly deadlineMilliseconds: number;
}

export const RETRY_BASE_MILLISECONDS = 250;
export const RETRY_CAP_MILLISECONDS = 10_000;
export const DEFAULT_RETRY: RetryPolicy = { retriesMax: 4, deadlineMilliseconds: 20_000 };

/** The only place that tries again; what it calls never does. Never rejects unless `attempt` does. */
export async function retry<Value, Failure>(
	ports: Pick<Ports, "clock" | "timers" | "random">,
	policy: RetryPolicy,
	attempt: () => Promise<Attempt<Value, Failure>>,
): Promise<Attempt<Value, Failure>> {
	const startedAt = ports.clock.now();
	for (let retries = 0; ; retries += 1) {
		const outcome = await attempt();
		if (outcome.kind === "done" || !outcome.retriable || retries >= policy.retriesMax) return outcome;
		const wait = outcome.retryAfterMilliseconds ?? backoffMilliseconds(retries, ports.random.fraction());
		if (ports.clock.now() + wait - startedAt > policy.deadlineMilliseconds) return outcome;
		await pause(ports.timers, wait);
	}
}

/** Full jitter: anything from 0 to the doubled step, so that many callers do not come back together. */
export function backoffMilliseconds(retriesDone: number, fraction: number): number {
	return Math.min(RETRY_CAP_MILLISECONDS, RETRY_BASE_MILLISECONDS * 2 ** retriesDone) * fraction;
}

/** Trouble that may pass: request time-out, too many requests, and everything that is the server's own. */
export function isRetriableStatus(status: number): boolean {
	return status === 408 || status === 429 || status >= 500;
}

/** `Retry-After` in whole seconds, or as a date. `undefined` when absent or neither. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
	if (header === null) return undefined;
	if (/^[0-9]{1,6}$/.test(header)) return Number(header) * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function pause(timers: Ports["timers"], milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		timers.after(milliseconds, resolve);
	});
}

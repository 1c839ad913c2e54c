const BASE_MILLISECONDS = 250;
const CAP_MILLISECONDS = 10_000;

/** Full jitter: anything from 0 to the doubled step, so that many callers do not come back together. */
export function backoffMilliseconds(retriesDone: number, fraction: number): number {
	return Math.min(CAP_MILLISECONDS, BASE_MILLISECONDS * 2 ** retriesDone) * fraction;
}

/** Trouble that may pass: request time-out, too many requests, and everything that is the server's own. */
export function isRetriableStatus(status: number): boolean {
	return status === 408 || status === 429 || status >= 500;
}

/**
 * Milliseconds for which Roblox asks to stay away: `retry-after`, or for 429 without it the end of the counted minute.
 * `undefined`: it did not ask. Source: creator-docs, `cloud/reference/rate-limits.md`.
 */
export function readPause(status: number, headers: Headers, now: number): number | undefined {
	const asked = readRetryAfter(headers.get("retry-after"), now);
	if (asked !== undefined || status !== 429) return asked;
	const reset = headers.get("x-ratelimit-reset") ?? "";
	return /^[0-9]{1,6}$/.test(reset) ? Number(reset) * 1_000 : undefined;
}

/** `Retry-After` in whole seconds, or as a date. `undefined` when absent or neither. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
	if (header === null) return undefined;
	if (/^[0-9]{1,6}$/.test(header)) return Number(header) * 1_000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

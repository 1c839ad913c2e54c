/** So much in each minute, as clients are told of it. */
export interface RateState {
	limit(): number;
	remaining(): number;
	/** Until all of it is there again. */
	resetSeconds(): number;
}

/** Tells of a limit, unless the answer tells of another one already. Source: creator-docs, `cloud/reference/rate-limits.md`. */
export function withRate(response: Response, rate: RateState): Response {
	const { headers } = response;
	if (headers.has("x-ratelimit-limit")) return response;
	headers.set("x-ratelimit-limit", `${rate.limit()}, ${rate.limit()};w=60`);
	headers.set("x-ratelimit-remaining", String(rate.remaining()));
	headers.set("x-ratelimit-reset", String(rate.resetSeconds()));
	return response;
}

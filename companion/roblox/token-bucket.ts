import type { Ports } from "../ports";

export interface TokenBucket {
	/** Resolves true with a token, in order of asking; false at once when it would take longer than the bucket waits. */
	take(): Promise<boolean>;
}

export interface BucketSize {
	readonly perMinute: number;
	readonly burst: number;
	readonly waitMillisecondsMax: number;
}

/** Spreads calls of one kind over time, below the limit that Roblox counts for them. */
export function createTokenBucket(ports: Pick<Ports, "clock" | "timers">, size: BucketSize): TokenBucket {
	const { clock, timers } = ports;
	const millisecondsPerToken = 60_000 / size.perMinute;
	/** When the bucket is full again if nobody asks: each token taken moves it by one step. */
	let fullAt = 0;

	return {
		take: () => {
			const now = clock.now();
			const from = Math.max(fullAt, now);
			const wait = from + millisecondsPerToken - now - size.burst * millisecondsPerToken;
			if (wait > size.waitMillisecondsMax) return Promise.resolve(false);
			fullAt = from + millisecondsPerToken;
			if (wait <= 0) return Promise.resolve(true);
			return new Promise((resolve) => {
				timers.after(wait, () => resolve(true));
			});
		},
	};
}

import type { RandomSource } from "../ports";

/** Waiting times that double from `secondsMin` to `secondsMax`, each spread over its upper half so that servers part. */
export class Backoff {
	private failures = 0;

	constructor(
		private readonly random: RandomSource,
		private readonly secondsMin: number,
		private readonly secondsMax: number,
	) {}

	/** How long to wait after one more failure. */
	nextSeconds(): number {
		const ceiling = math.min(this.secondsMax, this.secondsMin * 2 ** this.failures);
		this.failures += 1;
		return ceiling * (0.5 + this.random.fraction() / 2);
	}

	reset(): void {
		this.failures = 0;
	}
}

import type { Clock } from "../ports";

/**
 * The companion's clock, as far as this server knows it. Command ends and signatures are judged by it, because no two
 * machines agree on the time. Before the first answer it is this machine's own clock.
 */
export class CompanionClock {
	private offsetSeconds = 0;

	constructor(private readonly clock: Clock) {}

	/** Takes a `now` out of an answer that just arrived. */
	learn(companionNow: number): void {
		this.offsetSeconds = companionNow - this.clock.unixSeconds();
	}

	/** Whole Unix seconds. */
	now(): number {
		return math.floor(this.clock.unixSeconds() + this.offsetSeconds);
	}
}

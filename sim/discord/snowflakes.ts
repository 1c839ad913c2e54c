import type { Scheduler } from "../clock/scheduler";

/** 2015-01-01T00:00:00Z, from where Discord's ids count (API reference, "Snowflakes"). */
const DISCORD_EPOCH_MILLIS = 1_420_070_400_000;

/** Hands out ids as Discord makes them: milliseconds in the top 42 bits, a counter in the low 12. */
export class Snowflakes {
	private lastMillis = 0;
	private counter = 0;

	constructor(private readonly scheduler: Scheduler) {}

	/** A new id, greater than every one before it. It is read from the clock, so it sorts by time. */
	next(): string {
		const millis = Math.max(this.scheduler.unixMillis() - DISCORD_EPOCH_MILLIS, this.lastMillis);
		this.counter = millis === this.lastMillis ? this.counter + 1 : 0;
		// More than 4,096 ids in a millisecond borrow from the next one, so that ids stay unique and ordered.
		this.lastMillis = this.counter > 0xfff ? millis + 1 : millis;
		if (this.counter > 0xfff) this.counter = 0;
		return ((BigInt(this.lastMillis) << 22n) | (1n << 17n) | BigInt(this.counter)).toString();
	}
}

import { SECOND, type Scheduler } from "../clock/scheduler";

const MINUTE_MICROS = 60 * SECOND;

/** A budget that fills evenly, holds at most one minute's worth and begins full. */
export class TokenBucket {
	readonly #scheduler: Scheduler;
	readonly #perMinute: () => number;
	#level: number;
	#filledAt: number;

	constructor(scheduler: Scheduler, perMinute: () => number) {
		this.#scheduler = scheduler;
		this.#perMinute = perMinute;
		this.#level = perMinute();
		this.#filledAt = scheduler.now();
	}

	hasOne(): boolean {
		this.#fill();
		return this.#level >= 1;
	}

	takeOne(): void {
		this.#fill();
		this.#level -= 1;
	}

	/** What it holds when full. */
	perMinute(): number {
		return this.#perMinute();
	}

	/** Whole calls that could be made now. */
	budget(): number {
		this.#fill();
		return Math.max(0, Math.floor(this.#level));
	}

	/** When `hasOne` becomes true if nobody else takes, in microseconds of the world. */
	readyAt(): number {
		this.#fill();
		const missing = Math.max(0, 1 - this.#level);
		return this.#scheduler.now() + Math.ceil((missing * MINUTE_MICROS) / this.#perMinute());
	}

	#fill(): void {
		const now = this.#scheduler.now();
		const gained = ((now - this.#filledAt) * this.#perMinute()) / MINUTE_MICROS;
		this.#level = Math.min(this.#perMinute(), this.#level + gained);
		this.#filledAt = now;
	}
}

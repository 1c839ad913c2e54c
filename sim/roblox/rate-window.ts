import { SECOND, type Scheduler } from "../clock/scheduler";

const WINDOW_MICROS = 60 * SECOND;

/** So much in each minute; a minute begins with the first use after the last one ended. */
export class RateWindow {
	readonly #scheduler: Scheduler;
	readonly #limit: () => number;
	#began = Number.NEGATIVE_INFINITY;
	#used = 0;

	/** The limit is asked at each use, since many limits grow with players or servers. */
	constructor(scheduler: Scheduler, limit: () => number) {
		this.#scheduler = scheduler;
		this.#limit = limit;
	}

	/** False when it does not fit any more; then nothing is used up. */
	take(amount = 1): boolean {
		this.#turn();
		if (this.#used + amount > this.#limit()) return false;
		this.#used += amount;
		return true;
	}

	limit(): number {
		return this.#limit();
	}

	remaining(): number {
		this.#turn();
		return Math.max(0, this.#limit() - this.#used);
	}

	/** Whole seconds until the minute ends. */
	resetSeconds(): number {
		this.#turn();
		return Math.max(0, Math.ceil((this.#began + WINDOW_MICROS - this.#scheduler.now()) / SECOND));
	}

	#turn(): void {
		if (this.#scheduler.now() - this.#began < WINDOW_MICROS) return;
		this.#began = this.#scheduler.now();
		this.#used = 0;
	}
}

import { EventHeap } from "./event-heap";
import { SECOND, type Cancel, type Scheduler } from "./scheduler";

/** ProfileService waits at first use until `os.clock()` is above 7, so a world begins later than that. */
export const WORLD_START_MICROS = 10 * SECOND;

/** 2026-01-01T00:00:00Z: any fixed moment does, since a run must not depend on when it is made. */
const DEFAULT_UNIX_MILLIS = 1_767_225_600_000;

export interface VirtualRun {
	/** Microseconds; events at this very moment still run, and the clock ends up here. */
	readonly until?: number;
	/** Asked before each event; `false` ends the run where it stands. */
	readonly while?: () => boolean;
	/** Awaited before the first and after each event, so that promises woken by it settle (see `nextMacrotask`). */
	readonly afterEvent?: () => Promise<void> | void;
}

/** A clock that jumps from event to event. Nothing happens unless `run` is under way. */
export class VirtualClock implements Scheduler {
	readonly #heap = new EventHeap();
	readonly #unixMillisAtZero: number;
	#now = WORLD_START_MICROS;

	constructor(options: { readonly startUnixMillis?: number } = {}) {
		this.#unixMillisAtZero = (options.startUnixMillis ?? DEFAULT_UNIX_MILLIS) - WORLD_START_MICROS / 1_000;
	}

	now(): number {
		return this.#now;
	}

	unixMillis(): number {
		return this.#unixMillisAtZero + Math.floor(this.#now / 1_000);
	}

	at(time: number, run: () => void): Cancel {
		if (!Number.isSafeInteger(time)) throw new Error(`world time is whole microseconds, got ${time}`);
		return this.#heap.push(Math.max(time, this.#now), run);
	}

	/** Runs events in order until told to stop or none is left. Returns how many ran. Errors of an event pass through. */
	async run(options: VirtualRun = {}): Promise<number> {
		const goesOn = options.while ?? (() => true);
		let count = 0;
		await options.afterEvent?.();
		while (goesOn()) {
			const time = this.#heap.nextTime();
			if (time === undefined || (options.until !== undefined && time > options.until)) {
				this.#now = Math.max(this.#now, options.until ?? this.#now);
				break;
			}
			this.#now = time;
			this.#heap.pop()?.run();
			count += 1;
			if (options.afterEvent !== undefined) await options.afterEvent();
		}
		return count;
	}
}

import { EventHeap } from "./event-heap";
import type { Cancel, Scheduler } from "./scheduler";
import { WORLD_START_MICROS } from "./virtual-clock";

/** The longest delay that `setTimeout` takes; a longer one would fire at once. */
const TIMEOUT_MILLIS_MAX = 2_147_483_647;

/** The machine's own time behind the same interface: one timer, set to the next event. */
export class RealClock implements Scheduler {
	readonly #heap = new EventHeap();
	readonly #startedMillis = performance.now();
	readonly #unixMillisAtZero = Date.now() - WORLD_START_MICROS / 1_000;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#armedFor: number | undefined;
	#stopped = false;

	now(): number {
		return WORLD_START_MICROS + Math.floor((performance.now() - this.#startedMillis) * 1_000);
	}

	unixMillis(): number {
		return this.#unixMillisAtZero + Math.floor(this.now() / 1_000);
	}

	at(time: number, run: () => void): Cancel {
		const cancel = this.#heap.push(time, run);
		this.#arm();
		return cancel;
	}

	/** Nothing runs any more, and no timer keeps the process alive. */
	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	#arm(): void {
		const next = this.#heap.nextTime();
		if (this.#stopped || next === undefined || (this.#armedFor !== undefined && this.#armedFor <= next)) return;
		clearTimeout(this.#timer);
		this.#armedFor = next;
		const millis = Math.min(TIMEOUT_MILLIS_MAX, Math.max(0, Math.ceil((next - this.now()) / 1_000)));
		this.#timer = setTimeout(() => this.#runDue(), millis);
	}

	#runDue(): void {
		const due = this.now();
		try {
			while (!this.#stopped) {
				const next = this.#heap.nextTime();
				if (next === undefined || next > due) break;
				this.#heap.pop()?.run();
			}
		} finally {
			this.#armedFor = undefined;
			this.#arm();
		}
	}
}

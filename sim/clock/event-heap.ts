import type { Cancel } from "./scheduler";

interface HeapEvent {
	readonly time: number;
	readonly sequence: number;
	run: () => void;
	cancelled: boolean;
}

/** Events ordered by time, then by the order in which they were pushed. Binary heap: push and pop in log n. */
export class EventHeap {
	readonly #events: HeapEvent[] = [];
	#pushed = 0;

	push(time: number, run: () => void): Cancel {
		const event: HeapEvent = { time, sequence: this.#pushed, run, cancelled: false };
		this.#pushed += 1;
		this.#events.push(event);
		this.#rise(this.#events.length - 1);
		return () => {
			event.cancelled = true;
			// It may be far off, and what it would have touched need not stay in memory until then.
			event.run = () => undefined;
		};
	}

	/** Time of the next event that was not cancelled; `undefined` when there is none. */
	nextTime(): number | undefined {
		this.#dropCancelled();
		return this.#events[0]?.time;
	}

	pop(): { readonly time: number; readonly run: () => void } | undefined {
		this.#dropCancelled();
		return this.#removeFirst();
	}

	#dropCancelled(): void {
		while (this.#events[0]?.cancelled === true) this.#removeFirst();
	}

	#removeFirst(): HeapEvent | undefined {
		const first = this.#events[0];
		const last = this.#events.pop();
		if (last !== undefined && last !== first) {
			this.#events[0] = last;
			this.#sink(0);
		}
		return first;
	}

	#rise(from: number): void {
		let index = from;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!this.#swapIfEarlier(index, parent)) return;
			index = parent;
		}
	}

	#sink(from: number): void {
		let index = from;
		for (;;) {
			const left = index * 2 + 1;
			const child = this.#isEarlier(left + 1, left) ? left + 1 : left;
			if (!this.#swapIfEarlier(child, index)) return;
			index = child;
		}
	}

	#isEarlier(a: number, b: number): boolean {
		const first = this.#events[a];
		const second = this.#events[b];
		if (first === undefined || second === undefined) return false;
		return first.time < second.time || (first.time === second.time && first.sequence < second.sequence);
	}

	#swapIfEarlier(lower: number, upper: number): boolean {
		const low = this.#events[lower];
		const high = this.#events[upper];
		if (low === undefined || high === undefined || !this.#isEarlier(lower, upper)) return false;
		this.#events[lower] = high;
		this.#events[upper] = low;
		return true;
	}
}

import { SECOND, type Scheduler } from "../clock/scheduler";

const WINDOW_MICROS = 60 * SECOND;
const KILOBYTE = 1_024;

/**
 * Bytes a minute on one key, over any window of 60 seconds, each request rounded up to the next kilobyte.
 * Source: creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`. There is no cooldown between writes.
 */
export const KEY_READ_BYTES_PER_MINUTE = 25 * KILOBYTE * KILOBYTE;
export const KEY_WRITE_BYTES_PER_MINUTE = 4 * KILOBYTE * KILOBYTE;

export interface KeyLoad {
	/** Key with store and scope. */
	readonly key: string;
	readonly readBytes: number;
	readonly writeBytes: number;
}

interface Use {
	readonly time: number;
	readonly bytes: number;
}

/** Moving windows of all keys. Open Cloud counts here as well. */
export class KeyThroughput {
	readonly #scheduler: Scheduler;
	readonly #reads = new Map<string, Use[]>();
	readonly #writes = new Map<string, Use[]>();

	constructor(scheduler: Scheduler) {
		this.#scheduler = scheduler;
	}

	/** When this much fits: now or later, in microseconds of the world. */
	readyAt(load: KeyLoad): number {
		const reads = this.#readyAt(this.#reads, load.key, load.readBytes, KEY_READ_BYTES_PER_MINUTE);
		const writes = this.#readyAt(this.#writes, load.key, load.writeBytes, KEY_WRITE_BYTES_PER_MINUTE);
		return Math.max(reads, writes);
	}

	fits(load: KeyLoad): boolean {
		return this.readyAt(load) <= this.#scheduler.now();
	}

	use(load: KeyLoad): void {
		this.#note(this.#reads, load.key, load.readBytes);
		this.#note(this.#writes, load.key, load.writeBytes);
	}

	#note(uses: Map<string, Use[]>, key: string, bytes: number): void {
		if (bytes === 0) return;
		const list = this.#recent(uses, key);
		list.push({ time: this.#scheduler.now(), bytes: roundUp(bytes) });
		uses.set(key, list);
	}

	#readyAt(uses: Map<string, Use[]>, key: string, bytes: number, limit: number): number {
		const now = this.#scheduler.now();
		if (bytes === 0) return now;
		const recent = this.#recent(uses, key);
		let total = recent.reduce((sum, use) => sum + use.bytes, roundUp(bytes));
		let ready = now;
		for (const use of recent) {
			if (total <= limit) break;
			total -= use.bytes;
			ready = use.time + WINDOW_MICROS;
		}
		return ready;
	}

	#recent(uses: Map<string, Use[]>, key: string): Use[] {
		const since = this.#scheduler.now() - WINDOW_MICROS;
		return (uses.get(key) ?? []).filter((use) => use.time > since);
	}
}

function roundUp(bytes: number): number {
	return Math.ceil(bytes / KILOBYTE) * KILOBYTE;
}

import type { Scheduler } from "../../clock/scheduler";
import { RateWindow } from "../rate-window";

const MEGABYTE = 1_048_576;

/**
 * The legacy v1 data store API has a pool of its own that game traffic cannot drain: 300 reads and 300 writes a minute,
 * 20 MB read and 10 MB written. Source: creator-docs, `cloud/guides/data-stores/throttling.md`.
 */
export class V1Pool {
	readonly reads: RateWindow;
	readonly writes: RateWindow;
	readonly #readBytes: RateWindow;
	readonly #writtenBytes: RateWindow;

	constructor(scheduler: Scheduler) {
		this.reads = new RateWindow(scheduler, () => 300);
		this.writes = new RateWindow(scheduler, () => 300);
		this.#readBytes = new RateWindow(scheduler, () => 20 * MEGABYTE);
		this.#writtenBytes = new RateWindow(scheduler, () => 10 * MEGABYTE);
	}

	takeRead(bytes: number): boolean {
		return this.reads.take() && this.#readBytes.take(bytes);
	}

	takeWrite(bytes: number): boolean {
		return this.writes.take() && this.#writtenBytes.take(bytes);
	}
}

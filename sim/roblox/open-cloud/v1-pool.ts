import type { Scheduler } from "../../clock/scheduler";
import { RateWindow } from "../rate-window";
import { tooMany } from "./answers";
import { windowUsedUp } from "./limits";

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

	/** The refusal when there is none left. */
	useRead(bytes: number): Response | undefined {
		if (!this.reads.take()) return windowUsedUp("v1", this.reads);
		return useBytes(this.#readBytes, bytes);
	}

	useWrite(bytes: number): Response | undefined {
		if (!this.writes.take()) return windowUsedUp("v1", this.writes);
		return useBytes(this.#writtenBytes, bytes);
	}
}

/** The rate headers count calls, so that they say nothing of bytes. */
function useBytes(window: RateWindow, bytes: number): Response | undefined {
	return window.take(bytes) ? undefined : tooMany("v1", window.resetSeconds());
}

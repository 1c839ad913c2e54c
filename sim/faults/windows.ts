import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { FaultCounts } from "./fault-counts";
import type { WindowKind } from "./fault-kinds";

/** Names of windows. */
export const OUTAGE = "http.outage";
export function partitionOf(jobId: string): string {
	return `server.partitioned ${jobId}`;
}
/** Servers' own topics fall silent together. */
export function silenceOf(topic: string): string {
	return `topic.silent ${topic.replace(/-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "")}`;
}

export interface WindowWish {
	readonly kind: WindowKind;
	/** Two kinds may share a name: an outage is an outage, however long. */
	readonly name: string;
	readonly seconds: number;
	/** Where the length is what matters, it counts only when it was over, and not cut short by the healing. */
	readonly countsWhenOver?: boolean;
}

interface Window extends WindowWish {
	hasStruck: boolean;
}

/** What is out of order right now, by name. A window counts as a fault once it struck something, and then once. */
export class Windows {
	readonly #scheduler: Scheduler;
	readonly #counts: FaultCounts;
	readonly #open = new Map<string, Set<Window>>();

	constructor(scheduler: Scheduler, counts: FaultCounts) {
		this.#scheduler = scheduler;
		this.#counts = counts;
	}

	open(wish: WindowWish): void {
		const window: Window = { ...wish, hasStruck: false };
		const windows = this.#open.get(wish.name) ?? new Set();
		this.#open.set(wish.name, windows.add(window));
		after(this.#scheduler, wish.seconds * SECOND, () => this.#close(window));
	}

	/** Whether a window of this name is open for a call or message, which then is struck. */
	strikes(name: string, whom: string): boolean {
		const windows = this.#open.get(name);
		if (windows === undefined || windows.size === 0) return false;
		for (const window of windows) this.#noteStrike(window, whom);
		return true;
	}

	/** Ends all of them at once. */
	closeAll(): void {
		this.#open.clear();
	}

	#noteStrike(window: Window, whom: string): void {
		this.#counts.hit(`${window.kind}.calls`, whom);
		if (!window.hasStruck && window.countsWhenOver !== true) this.#counts.hit(window.kind, whom);
		window.hasStruck = true;
	}

	#close(window: Window): void {
		const wasOpen = this.#open.get(window.name)?.delete(window) ?? false;
		if (wasOpen && window.hasStruck && window.countsWhenOver === true) this.#counts.hit(window.kind, window.name);
	}
}

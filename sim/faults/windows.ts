import { after, SECOND, type Scheduler } from "../clock/scheduler";

/** Names of windows. */
export const OUTAGE = "http.outage";
export function partitionOf(jobId: string): string {
	return `server.partitioned ${jobId}`;
}
export function silenceOf(topic: string): string {
	return `topic.silent ${topic}`;
}

/** What is out of order right now, by name; names may overlap and are counted. */
export class Windows {
	readonly #scheduler: Scheduler;
	readonly #open = new Map<string, number>();

	constructor(scheduler: Scheduler) {
		this.#scheduler = scheduler;
	}

	open(name: string, seconds: number): void {
		this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
		after(this.#scheduler, seconds * SECOND, () => this.#close(name));
	}

	isOpen(name: string): boolean {
		return (this.#open.get(name) ?? 0) > 0;
	}

	/** Ends all of them at once. */
	closeAll(): void {
		this.#open.clear();
	}

	#close(name: string): void {
		const count = this.#open.get(name) ?? 0;
		if (count > 0) this.#open.set(name, count - 1);
	}
}

import { after, MILLISECOND, type Cancel, type Scheduler } from "../clock/scheduler";
import type { Buckets, BudgetKind, ExperienceBudgets } from "./experience-budgets";
import type { KeyLoad } from "./key-throughput";
import type { CallTerms } from "./store-calls";

/** Creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`: each queue holds 30. */
export const QUEUE_LENGTH_MAX = 30;

export interface BudgetedCall {
	readonly terms: CallTerms;
	readonly load: KeyLoad;
	/** Called once, when the call may go out. */
	readonly run: () => void;
}

/**
 * One server's way out: a call goes when server, experience and key allow it, else it waits in order. A call whose key
 * is throttled is passed over but stays.
 */
export class StoreQueue {
	readonly #scheduler: Scheduler;
	readonly #experience: ExperienceBudgets;
	readonly #server: Buckets;
	readonly #waiting: { readonly get: BudgetedCall[]; readonly set: BudgetedCall[] } = { get: [], set: [] };
	#cancelDrain: Cancel | undefined;
	#isClosed = false;

	constructor(scheduler: Scheduler, experience: ExperienceBudgets, players: () => number) {
		this.#scheduler = scheduler;
		this.#experience = experience;
		this.#server = experience.forServer(players);
	}

	/** False when the call was dropped: over the limit, and its queue full or none. */
	admit(call: BudgetedCall): boolean {
		const queue = call.terms.queue === null ? undefined : this.#waiting[call.terms.queue];
		// The second half of an UpdateAsync was paid for with the first, and waits behind nobody.
		const isFirst = queue === undefined || queue.length === 0 || call.terms.costs.length === 0;
		if (isFirst && this.#readyAt(call) <= this.#scheduler.now()) {
			this.#release(call);
			return true;
		}
		if (queue === undefined || queue.length >= QUEUE_LENGTH_MAX) return false;
		queue.push(call);
		this.#drain();
		return true;
	}

	/** How many calls of a kind could go out now. */
	budget(kind: BudgetKind): number {
		return Math.min(this.#server[kind].budget(), this.#experience.buckets[kind].budget());
	}

	/** How many calls wait. */
	length(): number {
		return this.#waiting.get.length + this.#waiting.set.length;
	}

	/** The server is gone: what has not gone out never will. */
	close(): void {
		this.#isClosed = true;
		this.#cancelDrain?.();
		this.#waiting.get.length = 0;
		this.#waiting.set.length = 0;
	}

	#drain(): void {
		this.#cancelDrain?.();
		const next = Math.min(this.#drainOne(this.#waiting.get), this.#drainOne(this.#waiting.set));
		if (this.#isClosed || next === Number.POSITIVE_INFINITY) return;
		// Another server may take what this one waits for, so that time is only an earliest one.
		this.#cancelDrain = after(this.#scheduler, Math.max(MILLISECOND, next - this.#scheduler.now()), () =>
			this.#drain(),
		);
	}

	/** Sends what may go, and tells when to look again. */
	#drainOne(queue: BudgetedCall[]): number {
		let next = Number.POSITIVE_INFINITY;
		for (const call of [...queue]) {
			const readyAt = this.#readyAt(call);
			if (readyAt <= this.#scheduler.now()) {
				queue.splice(queue.indexOf(call), 1);
				this.#release(call);
				continue;
			}
			next = Math.min(next, readyAt);
			if (this.#experience.throughput.fits(call.load)) break;
		}
		return next;
	}

	#readyAt(call: BudgetedCall): number {
		const times = call.terms.costs.flatMap((kind) => [
			this.#server[kind].readyAt(),
			this.#experience.buckets[kind].readyAt(),
		]);
		return Math.max(this.#experience.throughput.readyAt(call.load), ...times);
	}

	#release(call: BudgetedCall): void {
		for (const kind of call.terms.costs) {
			this.#server[kind].takeOne();
			this.#experience.buckets[kind].takeOne();
		}
		this.#experience.throughput.use(call.load);
		call.run();
	}
}

import type { Log } from "../ports";

const TELL_EVERY = 100;

/** Clients have nothing to say about balances. Whatever one fires is counted, told now and then, and never read. */
export class IgnoredFires {
	private readonly counts = new Map<number, number>();

	constructor(private readonly log: Log) {}

	count(userId: number): void {
		const count = (this.counts.get(userId) ?? 0) + 1;
		this.counts.set(userId, count);
		// The first one is worth a line; a flood is not worth a line each.
		if (count % TELL_EVERY === 1) this.log.warn("client-fired-at-balance-remote", { userId, count });
	}

	forget(userId: number): void {
		this.counts.delete(userId);
	}

	countOf(userId: number): number {
		return this.counts.get(userId) ?? 0;
	}
}

import type { Scheduler } from "../clock/scheduler";
import { KeyThroughput } from "./key-throughput";
import { TokenBucket } from "./token-bucket";

export type BudgetKind = "read" | "write" | "list" | "remove";

interface Allowance {
	readonly base: number;
	readonly perUser: number;
}

export type Buckets = Readonly<Record<BudgetKind, TokenBucket>>;

/** Requests a minute, shared with Open Cloud v2: creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`. */
const EXPERIENCE: Readonly<Record<BudgetKind, Allowance>> = {
	read: { base: 300, perUser: 40 },
	write: { base: 300, perUser: 20 },
	list: { base: 300, perUser: 2 },
	remove: { base: 300, perUser: 40 },
};

/** Requests a minute of one server, default values of the same page. */
const SERVER: Readonly<Record<BudgetKind, Allowance>> = {
	read: { base: 60, perUser: 40 },
	write: { base: 60, perUser: 40 },
	list: { base: 5, perUser: 2 },
	remove: { base: 60, perUser: 40 },
};

/** What all servers and Open Cloud v2 draw on together. */
export class ExperienceBudgets {
	readonly buckets: Buckets;
	readonly throughput: KeyThroughput;
	readonly #scheduler: Scheduler;

	/** `users` tells how many players are in the whole experience now. */
	constructor(scheduler: Scheduler, users: () => number) {
		this.#scheduler = scheduler;
		this.buckets = makeBuckets(scheduler, EXPERIENCE, users);
		this.throughput = new KeyThroughput(scheduler);
	}

	/** Buckets of one more server; `players` tells how many are on it now. */
	forServer(players: () => number): Buckets {
		return makeBuckets(this.#scheduler, SERVER, players);
	}

	/** For Open Cloud v2: takes one call, or says that there is none left. */
	take(kind: BudgetKind): boolean {
		const bucket = this.buckets[kind];
		if (!bucket.hasOne()) return false;
		bucket.takeOne();
		return true;
	}
}

function makeBuckets(
	scheduler: Scheduler,
	table: Readonly<Record<BudgetKind, Allowance>>,
	users: () => number,
): Buckets {
	const make = (kind: BudgetKind): TokenBucket =>
		new TokenBucket(scheduler, () => table[kind].base + table[kind].perUser * users());
	return { read: make("read"), write: make("write"), list: make("list"), remove: make("remove") };
}

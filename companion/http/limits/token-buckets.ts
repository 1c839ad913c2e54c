import type { Ports } from "../../ports";

export interface BucketSize {
	/** Comes back in a second. */
	readonly perSecond: number;
	/** May be taken at once; `Infinity`: there is no limit. */
	readonly burst: number;
	/** Beyond it the one that was asked for longest ago is forgotten, and begins anew when it comes again. */
	readonly bucketsMax: number;
}

interface Bucket {
	level: number;
	filledAt: number;
}

/** So much at once and so much in a second, for each name. Held in memory, and bounded: names come from outside. */
export class TokenBuckets {
	readonly #clock: Pick<Ports["clock"], "precise">;
	readonly #size: BucketSize;
	/** In the order of last use. */
	readonly #buckets = new Map<string, Bucket>();

	constructor(clock: Pick<Ports["clock"], "precise">, size: BucketSize) {
		this.#clock = clock;
		this.#size = size;
	}

	/** False when nothing is left. */
	take(name: string): boolean {
		const bucket = this.#fill(name);
		if (bucket.level < 1) return false;
		bucket.level -= 1;
		return true;
	}

	/** Whether `take` would succeed. Remembers nobody. */
	hasLeft(name: string): boolean {
		return !this.#buckets.has(name) || this.#fill(name).level >= 1;
	}

	knows(name: string): boolean {
		return this.#buckets.has(name);
	}

	#fill(name: string): Bucket {
		const now = this.#clock.precise();
		const { perSecond, burst, bucketsMax } = this.#size;
		const bucket = this.#buckets.get(name) ?? { level: burst, filledAt: now };
		bucket.level = Math.min(burst, bucket.level + ((now - bucket.filledAt) / 1_000) * perSecond);
		bucket.filledAt = now;
		this.#buckets.delete(name);
		this.#buckets.set(name, bucket);
		const [oldest] = this.#buckets.keys();
		if (this.#buckets.size > bucketsMax && oldest !== undefined) this.#buckets.delete(oldest);
		return bucket;
	}
}

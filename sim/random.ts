import { createHash } from "node:crypto";

/**
 * A seeded stream of numbers (sfc32). Streams made by `fork` depend on the seed and the names only, never on how much
 * was drawn elsewhere, so one part of the world can draw more without changing the others.
 */
export class Random {
	readonly #seed: string;
	#a: number;
	#b: number;
	#c: number;
	#counter = 1;

	constructor(seed: string | number) {
		this.#seed = String(seed);
		const digest = createHash("sha256").update(this.#seed).digest();
		this.#a = digest.readUInt32LE(0);
		this.#b = digest.readUInt32LE(4);
		this.#c = digest.readUInt32LE(8);
		for (let round = 0; round < 12; round += 1) this.#next();
	}

	fork(name: string): Random {
		return new Random(`${this.#seed}/${name}`);
	}

	/** From 0 up to but not including 1, with 53 bits. */
	ratio(): number {
		return ((this.#next() >>> 5) * 67_108_864 + (this.#next() >>> 6)) / 9_007_199_254_740_992;
	}

	/** A whole number between the two bounds, both included. */
	integer(min: number, max: number): number {
		return min + Math.floor(this.ratio() * (max - min + 1));
	}

	/** True in this share of the calls. */
	chance(share: number): boolean {
		return this.ratio() < share;
	}

	/** In the form of a UUID of version 4. */
	uuid(): string {
		const hex = [0, 1, 2, 3].map(() => (this.#next() >>> 0).toString(16).padStart(8, "0")).join("");
		const variant = "89ab".charAt(this.#next() & 3);
		const parts = [
			hex.slice(0, 8),
			hex.slice(8, 12),
			`4${hex.slice(13, 16)}`,
			variant + hex.slice(17, 20),
			hex.slice(20),
		];
		return parts.join("-");
	}

	#next(): number {
		const sum = (this.#a + this.#b + this.#counter) | 0;
		this.#counter = (this.#counter + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
		return sum;
	}
}

import type { Family } from "./render-families";

/** How often something was how large. */
export class Histogram {
	readonly #counts: number[];
	#sum = 0;
	#count = 0;

	/** `bounds` grow; each is the largest value of its bucket. */
	constructor(
		private readonly name: string,
		private readonly help: string,
		private readonly bounds: readonly number[],
	) {
		this.#counts = bounds.map(() => 0);
	}

	observe(value: number): void {
		const bucket = this.bounds.findIndex((bound) => value <= bound);
		const known = this.#counts[bucket];
		if (known !== undefined) this.#counts[bucket] = known + 1;
		this.#sum += value;
		this.#count += 1;
	}

	/** Each bucket with those below it, as Prometheus wants them. */
	family(): Family {
		let below = 0;
		const buckets = this.bounds.map((bound, index) => {
			below += this.#counts[index] ?? 0;
			return { suffix: "_bucket", labels: { le: String(bound) }, value: below };
		});
		const samples = [
			...buckets,
			{ suffix: "_bucket", labels: { le: "+Inf" }, value: this.#count },
			{ suffix: "_sum", labels: {}, value: this.#sum },
			{ suffix: "_count", labels: {}, value: this.#count },
		];
		return { name: this.name, help: this.help, type: "histogram", samples };
	}
}

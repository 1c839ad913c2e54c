import type { Family } from "./render-families";

/** Counts by the values of its labels. Whoever counts sees to it that these are few. */
export class Counter {
	readonly #counts = new Map<string, { readonly values: readonly string[]; count: number }>();

	constructor(
		private readonly name: string,
		private readonly help: string,
		private readonly labelNames: readonly string[],
	) {}

	/** `values` in the order of the labels' names. */
	add(count: number, ...values: readonly string[]): void {
		const key = values.join("\n");
		const known = this.#counts.get(key);
		if (known === undefined) this.#counts.set(key, { values, count });
		else known.count += count;
	}

	family(): Family {
		const samples = [...this.#counts.values()].map(({ values, count }) => ({
			labels: Object.fromEntries(this.labelNames.map((name, index) => [name, values[index] ?? ""])),
			value: count,
		}));
		return { name: this.name, help: this.help, type: "counter", samples };
	}
}

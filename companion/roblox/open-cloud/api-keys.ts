/**
 * The keys of one owner: one, or two while one replaces the other. Which one works is remembered for each operation,
 * because a new key may lack a right that the old one has. Limits count for the owner, so that two keys are no more budget.
 */
export class ApiKeys {
	readonly #keys: readonly string[];
	readonly #preferred = new Map<string, number>();

	constructor(keys: readonly string[]) {
		this.#keys = keys;
	}

	/** In the order in which to try them; never empty. */
	order(operation: string): readonly string[] {
		const preferred = this.#preferred.get(operation) ?? 0;
		return [...this.#keys.slice(preferred), ...this.#keys.slice(0, preferred)];
	}

	/** Roblox took this key for the operation: it comes first from now on. True when another one did before. */
	worked(operation: string, key: string): boolean {
		const index = this.#keys.indexOf(key);
		const isNew = index !== (this.#preferred.get(operation) ?? 0);
		if (isNew) this.#preferred.set(operation, index);
		return isNew;
	}
}

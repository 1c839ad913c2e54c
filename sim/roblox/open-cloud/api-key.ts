/** All of it may change while the world runs. */
export interface ApiKey {
	readonly key: string;
	/** `universe-datastores.objects:read` for one. */
	readonly scopes: readonly string[];
	readonly name?: string;
	readonly ownerId?: number;
	/** Switched on, unless told. */
	readonly isEnabled?: boolean;
	/** Its secret was replaced: Roblox knows this text no more. */
	readonly isRevoked?: boolean;
	/** Unix milliseconds; without, it does not expire. */
	readonly expiresAt?: number;
	/** All universes, unless told. */
	readonly universeIds?: readonly number[];
	/** All data stores, unless told. */
	readonly storeNames?: readonly string[];
}

export function isExpired(key: ApiKey, unixMillis: number): boolean {
	return key.expiresAt !== undefined && key.expiresAt <= unixMillis;
}

/** The key of this text, whatever state it is in; not one whose text was replaced. */
export function findKey(keys: readonly ApiKey[], text: string | null): ApiKey | undefined {
	return keys.find((key) => key.key === text && key.isRevoked !== true);
}

/** The key, if it opens anything at all. Statuses of keys: creator-docs, `cloud/auth/api-keys.md`. */
export function findUsableKey(keys: readonly ApiKey[], text: string | null, unixMillis: number): ApiKey | undefined {
	const key = findKey(keys, text);
	return key === undefined || key.isEnabled === false || isExpired(key, unixMillis) ? undefined : key;
}

/** Whether a key that is bound to universes or data stores is bound to these. */
export function isBoundTo(key: ApiKey, universe: string | undefined, store: string | null | undefined): boolean {
	const hasUniverse = universe === undefined || (key.universeIds?.includes(Number(universe)) ?? true);
	const hasStore = store === undefined || store === null || (key.storeNames?.includes(store) ?? true);
	return hasUniverse && hasStore;
}

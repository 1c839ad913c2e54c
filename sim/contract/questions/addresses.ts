import type { LiveSettings } from "../live/live-settings";

/** One entry through either version of the data stores; both see the scope `global`. */
export function entryV2({ apiUrl, universeId, store }: LiveSettings, key: string): string {
	const entries = `${apiUrl}/cloud/v2/universes/${universeId}/data-stores/${encodeURIComponent(store)}/entries`;
	return `${entries}/${encodeURIComponent(key)}`;
}

/** Where an entry is created. */
export function newEntryV2({ apiUrl, universeId, store }: LiveSettings, key: string): string {
	const entries = `${apiUrl}/cloud/v2/universes/${universeId}/data-stores/${encodeURIComponent(store)}/entries`;
	return `${entries}?${new URLSearchParams({ id: key }).toString()}`;
}

export function entryV1(
	{ apiUrl, universeId, store }: LiveSettings,
	key: string,
	condition: Readonly<Record<string, string>> = {},
): string {
	const query = new URLSearchParams({ datastoreName: store, entryKey: key, ...condition });
	const entries = `${apiUrl}/datastores/v1/universes/${universeId}/standard-datastores/datastore/entries`;
	return `${entries}/entry?${query.toString()}`;
}

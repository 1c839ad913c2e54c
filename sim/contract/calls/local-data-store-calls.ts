import { given, refused, type ClientCall, type LocalScene } from "./scene";

/** In the form of the documented example. */
const NO_REVISION = "08D9E6A3F2188CFF.0000000001.08D9E6A3F2188CFF.01";
const CONTENT = { value: 1 };

/** What needs many hours, or a key with few rights, or rests on an answer that the documents leave open. */
export const LOCAL_DATA_STORE_CALLS: readonly ClientCall<LocalScene>[] = [
	{
		name: "dataStores.get: an old revision",
		run: async ({ v1, oldEntry }) => {
			const revisions = await v1.dataStores.listRevisions(oldEntry, 3);
			const revision = revisions.ok ? revisions.value[2]?.revision : undefined;
			return await v1.dataStores.get(oldEntry, { revision });
		},
		expected: ({ oldEntryRevisions }) => given({ value: oldEntryRevisions - 3 }),
	},
	{
		name: "dataStores.get: a revision that is not there",
		run: ({ v1, oldEntry }) => v1.dataStores.get(oldEntry, { revision: NO_REVISION }),
		expected: () => refused("not-found"),
	},
	{
		name: "dataStores.get: a key without the right",
		run: ({ powerless, oldEntry }) => powerless.dataStores.get(oldEntry),
		expected: () => refused("forbidden"),
	},
	{
		name: "dataStores.create: a key without the right",
		run: ({ powerless, entry }) => powerless.dataStores.create(entry("create-forbidden"), CONTENT),
		expected: () => refused("forbidden"),
	},
	{
		name: "dataStores.update: a key without the right",
		run: ({ powerless, oldEntry }) => powerless.dataStores.update(oldEntry, CONTENT),
		expected: () => refused("forbidden"),
	},
	{
		name: "dataStores.listRevisions: several pages",
		run: async ({ v1, oldEntry }) => {
			const listed = await v1.dataStores.listRevisions(oldEntry, 1_000);
			return listed.ok ? { different: new Set(listed.value.map(({ revision }) => revision)).size } : listed;
		},
		expected: ({ oldEntryRevisions }) => ({ different: oldEntryRevisions }),
	},
	{
		name: "dataStores.listRevisions: an entry that is not there",
		run: ({ v1, entry }) => v1.dataStores.listRevisions(entry("revisions-none"), 5),
		expected: () => refused("not-found"),
	},
	{
		name: "dataStores.listRevisions: a key without the right",
		run: ({ powerless, oldEntry }) => powerless.dataStores.listRevisions(oldEntry, 5),
		expected: () => refused("forbidden"),
	},
];

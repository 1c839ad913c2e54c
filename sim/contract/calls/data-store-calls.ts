import type { EntryContent } from "../../../companion/roblox/open-cloud/open-cloud";
import { given, must, refused, type ClientCall, type Scene } from "./scene";

const FULL: EntryContent = { value: { Data: { coins: 5 } }, users: [1], attributes: { kind: "contract" } };
const BARE = { users: [], attributes: {} };
/** Everything that JSON has. */
const VALUES: readonly unknown[] = [null, true, -1.5, "text, größer", [1, [2]], { a: { b: [] } }];

/** An entry that was written twice, and its first state. */
async function writeTwice({ v1, entry }: Scene, name: string) {
	const address = entry(name);
	const first = await must(v1.dataStores.create(address, FULL));
	const second = await must(v1.dataStores.update(address, { value: 2 }, { etag: first.etag }));
	return { address, first, second };
}

export const DATA_STORE_CALLS: readonly ClientCall[] = [
	{
		name: "dataStores.get: an entry that was never written",
		run: ({ v1, entry }) => v1.dataStores.get(entry("get-none")),
		expected: () => given(undefined),
	},
	{
		name: "dataStores.get: an entry with users and attributes",
		run: async ({ v1, entry }) => {
			await must(v1.dataStores.create(entry("get"), FULL));
			return await v1.dataStores.get(entry("get"));
		},
		expected: () => given(FULL),
	},
	{
		name: "dataStores.get: the newest revision by its id",
		run: async (scene) => {
			const { address, second } = await writeTwice(scene, "get-revision");
			return await scene.v1.dataStores.get(address, { revision: second.revision });
		},
		expected: () => given({ value: 2, ...BARE }),
	},
	{
		name: "dataStores.get: a key with an @ and other marks",
		run: async ({ v1, entry }) => {
			await must(v1.dataStores.create(entry("a@b /?&=ü"), { value: 1 }));
			return await v1.dataStores.get(entry("a@b /?&=ü"));
		},
		expected: () => given({ value: 1 }),
	},
	{
		name: "dataStores.get: a key that Roblox does not know",
		run: ({ stranger, entry }) => stranger.dataStores.get(entry("get-none")),
		expected: () => refused("unauthorized"),
	},
	{
		name: "dataStores.create: values of every kind",
		run: async ({ v1, entry }) => {
			const results = VALUES.map((value, index) => v1.dataStores.create(entry(`create-${index}`), { value }));
			return (await Promise.all(results)).map((result) => (result.ok ? result.value.value : result.error));
		},
		expected: () => VALUES,
	},
	{
		name: "dataStores.create: an entry that is there",
		run: async ({ v1, entry }) => {
			await must(v1.dataStores.create(entry("create-twice"), FULL));
			return await v1.dataStores.create(entry("create-twice"), { value: 2 });
		},
		expected: () => refused("condition-failed"),
	},
	{
		name: "dataStores.create: a key of 51 characters",
		run: ({ v1, store }) => v1.dataStores.create({ store, key: "k".repeat(51) }, { value: 1 }),
		expected: () => refused("invalid-request"),
	},
	{
		name: "dataStores.update: the etag is right, and what is left out is cleared",
		run: async (scene) => given((await writeTwice(scene, "update")).second),
		expected: () => given({ value: 2, ...BARE }),
	},
	{
		name: "dataStores.update: the etag is stale",
		run: async (scene) => {
			const { address, first } = await writeTwice(scene, "update-stale");
			const stale = await scene.v1.dataStores.update(address, { value: 3 }, { etag: first.etag });
			return { stale, now: await scene.v1.dataStores.get(address) };
		},
		expected: () => ({ stale: refused("condition-failed"), now: given({ value: 2 }) }),
	},
	{
		name: "dataStores.update: no etag",
		run: async (scene) => {
			const { address } = await writeTwice(scene, "update-plain");
			return await scene.v1.dataStores.update(address, FULL);
		},
		expected: () => given(FULL),
	},
	{
		name: "dataStores.update: an entry that is not there",
		run: ({ v1, entry }) => v1.dataStores.update(entry("update-none"), FULL),
		expected: () => refused("not-found"),
	},
	{
		name: "dataStores.update: an entry that may be missing",
		run: ({ v1, entry }) => v1.dataStores.update(entry("update-new"), FULL, { allowMissing: true }),
		expected: () => given(FULL),
	},
	{
		name: "dataStores.listRevisions: a page of one",
		run: async (scene) => {
			const { address, second } = await writeTwice(scene, "revisions");
			const listed = await must(scene.v1.dataStores.listRevisions(address, 1));
			return listed.map(({ revision, isDeleted }) => ({ isNewest: revision === second.revision, isDeleted }));
		},
		expected: () => [{ isNewest: true, isDeleted: false }],
	},
];

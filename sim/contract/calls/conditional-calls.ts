import type { StoredContent } from "../../../companion/roblox/open-cloud/conditional-entries";
import type { ConditionalEntries } from "../../../companion/roblox/open-cloud/open-cloud";
import { given, must, refused, type ClientCall, type LocalScene, type Scene } from "./scene";

export type ConditionalVersion = "v1" | "v2";

const FULL: StoredContent = { value: { Data: { coins: 5 } }, users: [1], attributes: { kind: "contract" } };
const OTHER: StoredContent = { value: "größer", users: [], attributes: {} };

/** The entries, and a key that this version alone uses. */
function open(scene: Scene, version: ConditionalVersion, name: string) {
	return {
		entries: scene[version].conditionalEntries(scene.store),
		key: scene.entry(`${version}-${name}`).key,
	};
}

async function readVersion(entries: ConditionalEntries, key: string): Promise<string> {
	const stored = await must(entries.read(key));
	if (stored === undefined) throw new Error("what was written is not there");
	return stored.version;
}

/** The same calls for both ways of making a write conditional. */
export function conditionalCalls(version: ConditionalVersion): readonly ClientCall[] {
	const write = `conditionalEntries.${version}.write`;
	return [
		...readCalls(version),
		{
			name: `${write}: an entry that is not there yet`,
			run: async (scene) => {
				const { entries, key } = open(scene, version, "new");
				return { written: await entries.write(key, FULL, "absent"), read: await entries.read(key) };
			},
			expected: () => ({ written: given(undefined), read: given(FULL) }),
		},
		{
			name: `${write}: an entry that is there already`,
			run: async (scene) => {
				const { entries, key } = open(scene, version, "there");
				await must(entries.write(key, FULL, "absent"));
				return { written: await entries.write(key, OTHER, "absent"), read: await entries.read(key) };
			},
			expected: () => ({ written: refused("condition-failed"), read: given(FULL) }),
		},
		{
			name: `${write}: the version is right`,
			run: async (scene) => {
				const { entries, key } = open(scene, version, "right");
				await must(entries.write(key, FULL, "absent"));
				const written = await entries.write(key, OTHER, { version: await readVersion(entries, key) });
				return { written, read: await entries.read(key) };
			},
			expected: () => ({ written: given(undefined), read: given(OTHER) }),
		},
		{
			name: `${write}: the version is stale`,
			run: async (scene) => {
				const { entries, key } = open(scene, version, "stale");
				await must(entries.write(key, FULL, "absent"));
				const first = await readVersion(entries, key);
				await must(entries.write(key, OTHER, { version: first }));
				return { written: await entries.write(key, FULL, { version: first }), read: await entries.read(key) };
			},
			expected: () => ({ written: refused("condition-failed"), read: given(OTHER) }),
		},
		{
			name: `${write}: a key that Roblox does not know`,
			run: async ({ stranger, store }) => await stranger.conditionalEntries(store).write("none", FULL, "absent"),
			expected: () => refused("unauthorized"),
		},
	];
}

function readCalls(version: ConditionalVersion): readonly ClientCall[] {
	const read = `conditionalEntries.${version}.read`;
	return [
		{
			name: `${read}: an entry that was never written`,
			run: async (scene) => {
				const { entries, key } = open(scene, version, "none");
				return await entries.read(key);
			},
			expected: () => given(undefined),
		},
		{
			name: `${read}: an entry with users and attributes`,
			run: async (scene) => {
				const { entries, key } = open(scene, version, "read");
				await must(scene.v1.dataStores.create({ store: scene.store, key }, FULL));
				return await entries.read(key);
			},
			expected: () => given(FULL),
		},
	];
}

export function localConditionalCalls(version: ConditionalVersion): readonly ClientCall<LocalScene>[] {
	return [
		{
			name: `conditionalEntries.${version}.write: an entry that is gone`,
			run: async (scene) => {
				const { entries, key } = open(scene, version, "gone");
				const { version: known } = await must(entries.read(scene.oldEntry.key)).then((old) => old ?? { version: "" });
				return await entries.write(key, FULL, { version: known });
			},
			expected: () => refused("condition-failed"),
		},
	];
}

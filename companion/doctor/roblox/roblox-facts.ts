import type { Result } from "../../../shared/result";
import { SETTINGS } from "../../config/settings";
import type { KeyFacts, OpenCloud, OpenCloudProblem, Universe } from "../../roblox/open-cloud/open-cloud";

/** What the checks ask of Open Cloud. All of it reads. */
export type DoctorCloud = Pick<OpenCloud, "keys" | "universes" | "gameServers"> & {
	readonly dataStores: Pick<OpenCloud["dataStores"], "get">;
};

/** Settings that there is no client without. */
export const CLOUD_SETTINGS = {
	universeId: SETTINGS.universeId,
	firstKey: SETTINGS.robloxApiKey,
	secondKey: SETTINGS.secondRobloxApiKey,
	robloxApiUrl: SETTINGS.robloxApiUrl,
	robloxUsersUrl: SETTINGS.robloxUsersUrl,
	conditionalWrites: SETTINGS.conditionalWrites,
} as const;

/** One configured key, under the name of its setting. */
export interface KeyReading {
	readonly setting: string;
	readonly facts: Result<KeyFacts, OpenCloudProblem>;
}

export interface KnownKey {
	readonly setting: string;
	readonly facts: KeyFacts;
}

/** Answers of Open Cloud, each asked for once however many checks want it. Nothing rejects. */
export interface RobloxFacts {
	readonly cloud: DoctorCloud;
	readKeys(): Promise<readonly KeyReading[]>;
	/** Those that Roblox knows. */
	knownKeys(): Promise<readonly KnownKey[]>;
	readUniverse(): Promise<Result<Universe, OpenCloudProblem>>;
}

/** Retries of what nobody answers end here. */
const PATIENCE = { deadlineMilliseconds: 10_000 };

/** The setting of each key, in the order in which the client has them. */
const KEY_SETTINGS = [SETTINGS.robloxApiKey.name, SETTINGS.secondRobloxApiKey.name];

export function createRobloxFacts(cloud: DoctorCloud): RobloxFacts {
	let keys: Promise<readonly KeyReading[]> | undefined;
	let universe: Promise<Result<Universe, OpenCloudProblem>> | undefined;

	async function introspect(): Promise<readonly KeyReading[]> {
		const found = await cloud.keys.introspect(PATIENCE);
		return found.map((facts, index) => ({ setting: KEY_SETTINGS[index] ?? `key ${index + 1}`, facts }));
	}

	const readKeys = (): Promise<readonly KeyReading[]> => (keys ??= introspect());
	return {
		cloud,
		readKeys,
		knownKeys: async () =>
			(await readKeys()).flatMap(({ setting, facts }) => (facts.ok ? [{ setting, facts: facts.value }] : [])),
		readUniverse: () => (universe ??= cloud.universes.get(PATIENCE)),
	};
}

import type { Load } from "../../../companion/roblox/open-cloud/budgets";
import { createOpenCloud, type OpenCloudSettings } from "../../../companion/roblox/open-cloud/create-open-cloud";
import type { OpenCloud } from "../../../companion/roblox/open-cloud/open-cloud";
import type { OpenCloudPorts } from "../../../companion/roblox/open-cloud/call";
import type { ConditionalVersion } from "../calls/conditional-calls";
import type { Scene } from "../calls/scene";
import type { Probe } from "../questions/probe";
import { NotAnswered } from "../questions/question";
import type { LiveSettings } from "./live-settings";

/**
 * More than a test universe has. The client leaves most of what there is to a game, which is not there, and would take its
 * time; all calls together stay far below what Roblox grants to an experience where nobody plays (300 a minute of each
 * kind, 40 messages).
 */
const LOAD: Load = { servers: 4, players: 30 };

/** The scene on the real Roblox. The somebody whom the calls look up is the owner of the key. */
export async function openLiveScene(ports: OpenCloudPorts, settings: LiveSettings, probe: Probe): Promise<Scene> {
	const { universeId, placeId, store, apiKey, apiUrl, usersUrl } = settings;
	const connect = (conditionalWrites: ConditionalVersion, key: string): OpenCloud => {
		const urls = { robloxApiUrl: apiUrl, robloxUsersUrl: usersUrl };
		const cloud: OpenCloudSettings = { ...urls, universeId, apiKeys: [key], conditionalWrites };
		return createOpenCloud(ports, cloud, () => LOAD);
	};
	return {
		...{ v1: connect("v1", apiKey), v2: connect("v2", apiKey), stranger: connect("v1", "no-key-of-roblox") },
		...{ universeId, placeId, store },
		entry: (name) => ({ store, key: probe.key(name) }),
		user: await findOwner(probe),
	};
}

/** Source: creator-docs, `cloud/auth/api-keys.md`. */
async function findOwner(probe: Probe): Promise<Scene["user"]> {
	const { apiUrl, apiKey } = probe.settings;
	const url = `${apiUrl}/api-keys/v1/introspect`;
	const key = await probe.need("the key", { method: "POST", url, body: { apiKey }, needsKey: false });
	const userId = key.json["authorizedUserId"];
	if (typeof userId !== "number") throw new NotAnswered("the key names no owner");
	const owner = await probe.need("its owner", { method: "GET", url: `${apiUrl}/cloud/v2/users/${userId}` });
	const name = owner.json["name"];
	if (typeof name !== "string") throw new NotAnswered("the owner of the key has no name");
	return { userId, name };
}

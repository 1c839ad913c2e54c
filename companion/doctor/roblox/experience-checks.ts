import { STORE_NAME_MAX } from "../../../shared/limits";
import { fenceStoreName } from "../../../shared/store-keys";
import { SETTINGS } from "../../config/settings";
import { defineCheck, type Check } from "../check";
import { bad, good, skipped, type Finding } from "../finding";
import { describeProblem } from "../../roblox/open-cloud/problem";
import { defineRobloxCheck } from "./define-roblox-check";
import { neededStores } from "./needed-scopes";
import type { RobloxFacts } from "./roblox-facts";

const { fence, companionExecutor, universeId, storeName, commandTopic, eventTopic } = SETTINGS;
const KEY_IS_GOOD = ["roblox-key", "roblox-key-enabled", "roblox-key-valid", "roblox-key-universe"];

/** No player's key: nothing that is stored is read. */
const DOCTOR_KEY = "purser-doctor";

/** The experience, as the key sees it. */
export const EXPERIENCE_CHECKS: readonly Check[] = [
	defineRobloxCheck({
		name: "roblox-universe",
		after: KEY_IS_GOOD,
		settings: { universeId },
		judge: async (roblox, settings) => {
			const universe = await roblox.readUniverse();
			if (universe.ok) return good(universe.value.displayName);
			const { code } = universe.error;
			if (code === "not-found") {
				return bad(
					`Roblox knows no universe ${settings.universeId}: ROBLOX_UNIVERSE_ID is the experience's id, not a place's`,
				);
			}
			// The key is known and good, and this call needs no right of its own.
			const isKeyRefused = code === "unauthorized" || code === "forbidden";
			const advice = isKeyRefused
				? "may this machine's address use the key? See its accepted IP addresses"
				: "try again";
			return bad(`Roblox did not show the universe (${describeProblem(universe.error)}): ${advice}`);
		},
	}),
	defineRobloxCheck({
		name: "roblox-place",
		after: ["roblox-universe", "roblox-scope-servers"],
		settings: {},
		judge: async (roblox) => {
			const universe = await roblox.readUniverse();
			const place = universe.ok ? universe.value.rootPlaceId : undefined;
			if (place === undefined) return skipped("Roblox names no root place of this universe");
			const jobs = await roblox.cloud.gameServers.listRunningJobs(Number(place));
			if (jobs.ok) return good(`${jobs.value.size} game servers run in place ${place}`);
			return bad(
				`the list of game servers of place ${place} cannot be read (${describeProblem(jobs.error)}): without it a crashed server's locks last 30 minutes. Publish the place, or try again`,
			);
		},
	}),
	defineRobloxCheck({
		name: "roblox-store",
		after: ["roblox-universe", "roblox-key-stores", "roblox-scope-read"],
		settings: { fence, companionExecutor, storeName },
		judge: (roblox, settings) => {
			const isTooLong = settings.fence && fenceStoreName(settings.storeName).length > STORE_NAME_MAX;
			if (isTooLong) return skipped("there can be no store of this name beside its fence, as `settings` says");
			return readStores(roblox, neededStores(settings.storeName, settings));
		},
	}),
	defineCheck({
		name: "roblox-topics",
		settings: { commandTopic, eventTopic },
		judge: (topics) => {
			if (topics.commandTopic !== topics.eventTopic) return good();
			return bad("COMMAND_TOPIC and EVENT_TOPIC are the same: servers would take each other's news for commands");
		},
	}),
];

async function readStores(roblox: RobloxFacts, stores: readonly string[]): Promise<Finding> {
	for (const store of stores) {
		const read = await roblox.cloud.dataStores.get({ store, key: DOCTOR_KEY });
		if (!read.ok) {
			return bad(
				`the data store ${store} cannot be read (${describeProblem(read.error)}): check ROBLOX_DATASTORE_NAME and the key`,
			);
		}
	}
	return good();
}

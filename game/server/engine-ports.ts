import { createBalanceScreens } from "./engine/balance-screens";
import { createEntryStore } from "./engine/entry-store";
import { engineHttp } from "./engine/http";
import { engineLog } from "./engine/log";
import { luauPlatform } from "./engine/luau-platform";
import { engineMessaging } from "./engine/messaging";
import { engineOldProfiles } from "./engine/old-profiles";
import { enginePlayers } from "./engine/players";
import { engineClock, engineRandom, engineScheduler } from "./engine/scheduler";
import { readServerIdentity, readServerSettings } from "./engine/server-settings";
import { engineTextFilter } from "./engine/text-filter";
import type { Ports } from "./ports";
import { createProfiles } from "./sessions/profile-service-adapter";

/** The engine's side of every port. */
export function createEnginePorts(): Ports {
	const settings = readServerSettings();
	const identity = readServerIdentity();
	return {
		platform: luauPlatform,
		clock: engineClock,
		scheduler: engineScheduler,
		random: engineRandom,
		log: engineLog,
		http: engineHttp,
		messaging: engineMessaging,
		profiles: createProfiles(settings.storeName, identity, engineLog),
		oldProfiles: engineOldProfiles,
		entries: createEntryStore(settings.storeName),
		players: enginePlayers,
		screens: createBalanceScreens(settings.showHud),
		textFilter: engineTextFilter,
		shutdown: {
			listen(closeAsync) {
				game.BindToClose(closeAsync);
			},
		},
		identity,
		settings,
	};
}

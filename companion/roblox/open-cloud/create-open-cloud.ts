import { ApiKeys } from "./api-keys";
import { createBudgets, type Load } from "./budgets";
import type { Core } from "./core";
import { createDataStores } from "./data-stores";
import { createEntriesV1 } from "./entries-v1";
import { createEntriesV2 } from "./entries-v2";
import { createGameServers } from "./game-servers";
import { createKeys } from "./keys";
import { createMessaging } from "./messaging";
import type { OpenCloud } from "./open-cloud";
import type { OpenCloudPorts } from "./call";
import { createUniverses } from "./universes";
import { createUsers } from "./users";

export interface OpenCloudSettings {
	/** Without a slash at the end. */
	readonly robloxApiUrl: string;
	readonly robloxUsersUrl: string;
	/** Decimal digits. */
	readonly universeId: string;
	/** One, or two of the same owner while one replaces the other. */
	readonly apiKeys: readonly [string, ...string[]];
	/** Which interface makes writes conditional. */
	readonly conditionalWrites: "v1" | "v2";
}

/** The one client of Open Cloud in a process: budgets hold only when every call passes through it. */
export function createOpenCloud(ports: OpenCloudPorts, settings: OpenCloudSettings, load: () => Load): OpenCloud {
	const { apiKeys, conditionalWrites } = settings;
	const budgets = createBudgets(ports, load);
	const core: Core = {
		...{ ports, budgets, keys: new ApiKeys(apiKeys), universeId: settings.universeId },
		health: { lastProblem: undefined },
		...{ apiUrl: settings.robloxApiUrl, usersUrl: settings.robloxUsersUrl },
	};
	const dataStores = createDataStores(core);
	return {
		messaging: createMessaging(core),
		dataStores,
		conditionalEntries: (store) =>
			conditionalWrites === "v1" ? createEntriesV1(core, store) : createEntriesV2(dataStores, store),
		users: createUsers(core),
		universes: createUniverses(core),
		gameServers: createGameServers(core),
		keys: createKeys(core, apiKeys),
		budgets: { metrics: () => Object.values(budgets).map((budget) => budget.metrics()) },
		lastProblem: () => core.health.lastProblem,
	};
}

import type { CompanionConfig } from "../config-type";
import type { KnownPlayers } from "../players/known-players";
import type { Ports } from "../ports";
import { createExperienceLoad } from "../servers/experience-load";
import { createBalanceReader } from "./balance-reader";
import { createOpenCloud } from "./open-cloud/create-open-cloud";
import { createUserDirectory } from "./user-directory";

/** All that the companion asks of Roblox, through one client, because its budgets hold only together. */
export function createRobloxSide(ports: Ports, config: CompanionConfig, knownPlayers: KnownPlayers) {
	const load = createExperienceLoad(ports.clock);
	const openCloud = createOpenCloud(ports, config, () => load.now());
	return {
		load,
		openCloud,
		users: createUserDirectory(ports, openCloud.users, knownPlayers),
		balanceReader: createBalanceReader(ports, openCloud.conditionalEntries(config.storeName)),
	};
}

import type { Environment } from "../config";
import { ADDRESS_CHECKS } from "./address/address-checks";
import type { Check } from "./check";
import { CLOCK_CHECK } from "./clock-check";
import { COMMAND_CHECKS } from "./discord/command-checks";
import { CONNECTION_CHECKS } from "./discord/connection-checks";
import { GUILD_CHECKS } from "./discord/guild-checks";
import { EXPERIENCE_CHECKS } from "./roblox/experience-checks";
import { KEY_CHECKS } from "./roblox/key-checks";
import { SCOPE_CHECKS } from "./roblox/scope-checks";
import { settingsCheck } from "./settings-check";
import { DATABASE_CHECKS } from "./storage/database-checks";
import { DISK_CHECKS } from "./storage/disk-checks";

/** Every check, in the order in which they run and are shown. */
export function listChecks(environment: Environment): readonly Check[] {
	return [
		settingsCheck(environment),
		...CONNECTION_CHECKS,
		...GUILD_CHECKS,
		...COMMAND_CHECKS,
		...KEY_CHECKS,
		...SCOPE_CHECKS,
		...EXPERIENCE_CHECKS,
		...ADDRESS_CHECKS,
		CLOCK_CHECK,
		...DATABASE_CHECKS,
		...DISK_CHECKS,
	];
}

/** The wanted ones and those that they rest on, in their order. */
export function chooseChecks(checks: readonly Check[], isWanted: (name: string) => boolean): readonly Check[] {
	const chosen = new Set<string>();
	for (const { name, after } of [...checks].reverse()) {
		if (chosen.has(name) || isWanted(name)) for (const needed of [name, ...after]) chosen.add(needed);
	}
	return checks.filter(({ name }) => chosen.has(name));
}

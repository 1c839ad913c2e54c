import type { RequestRates } from "./http/limits/request-limits";
import type { LongLivedKeys } from "./secrets/long-lived-keys";

/** What the core of the companion is told from outside, read and checked once by `config.ts`. */
export interface CompanionConfig {
	/** Decimal digits; Roblox ids may exceed what a double holds. */
	readonly universeId: string;
	/** Open Cloud keys of one owner: one, or two while one replaces the other. Never logged. */
	readonly apiKeys: readonly [string, ...string[]];
	readonly storeName: string;
	/** To start with; `KeySet` says which hold now. */
	readonly keys: LongLivedKeys;
	/** Without a slash at the end. */
	readonly robloxApiUrl: string;
	readonly robloxUsersUrl: string;
	/** Which interface of Open Cloud makes writes conditional. */
	readonly conditionalWrites: "v1" | "v2";
	readonly commandTopic: string;
	readonly eventTopic: string;
	readonly commandLifetimeSeconds: number;
	readonly allowStudio: boolean;
	/** Whether an entry of the data store says which database may command it. */
	readonly fence: boolean;
	/** Where backups are made, this much is between two of them. */
	readonly backupEverySeconds: number;
	/** Whether the companion applies commands by conditional writes of its own while no game server can. */
	readonly companionExecutor: boolean;
	/** Largest amount of one command. */
	readonly amountMax: number;
	readonly guildId: string;
	/** Discord roles that count as moderators, besides those set by `/setroles`. */
	readonly economyRoleIds: readonly string[];
	/** Channel that alarms are told in, besides the owner; absent or empty: none. */
	readonly alarmChannelId?: string;
	/** How much may be asked over HTTP; absent where all requests come from within the process. */
	readonly rates?: RequestRates;
}

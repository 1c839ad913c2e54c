import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { APPLICATION_ID, ECONOMY_ROLE_ID, GUILD_ID } from "./cast";

/** Everything the parts of one demo agree on. Secrets are made anew for each run. */
export interface DemoSettings {
	readonly companionUrl: string;
	readonly companionPort: number;
	readonly universeId: number;
	readonly placeId: number;
	readonly storeName: string;
	readonly apiKey: string;
	readonly gameSecret: string;
	readonly hmacSecret: string;
	readonly serviceKey: string;
	readonly discordToken: string;
	readonly databaseFile: string;
}

function makeSecret(): string {
	return randomBytes(32).toString("hex");
}

export function makeSettings(companionPort: number, databaseFile: string): DemoSettings {
	return {
		companionUrl: `http://127.0.0.1:${companionPort}`,
		companionPort,
		universeId: 4_242_424_242,
		placeId: 5_353_535_353,
		storeName: "EconomyWallet",
		apiKey: makeSecret(),
		gameSecret: makeSecret(),
		hmacSecret: makeSecret(),
		serviceKey: makeSecret(),
		discordToken: `demo.${makeSecret()}`,
		databaseFile,
	};
}

/** The companion's whole environment, as an owner would write it into `.env`. */
export function companionEnvironment(
	settings: DemoSettings,
	discordApiUrl: string,
	openCloudUrl: string,
): Record<string, string> {
	return {
		DISCORD_TOKEN: settings.discordToken,
		DISCORD_APP_ID: APPLICATION_ID,
		DISCORD_GUILD_ID: GUILD_ID,
		ECONOMY_ROLE_IDS: ECONOMY_ROLE_ID,
		ROBLOX_UNIVERSE_ID: String(settings.universeId),
		ROBLOX_API_KEY: settings.apiKey,
		ROBLOX_DATASTORE_NAME: settings.storeName,
		GAME_SECRET: settings.gameSecret,
		HMAC_SECRET: `k1:${settings.hmacSecret}`,
		API_SERVICE_KEY: settings.serviceKey,
		DATABASE_URL: `file:${settings.databaseFile}`,
		BACKUP_DIR: join(dirname(settings.databaseFile), "backups"),
		COMPANION_EXECUTOR: "1",
		PORT: String(settings.companionPort),
		DISCORD_API_URL: discordApiUrl,
		DISCORD_CDN_URL: new URL(discordApiUrl).origin,
		ROBLOX_API_URL: openCloudUrl,
		ROBLOX_USERS_URL: openCloudUrl,
	};
}

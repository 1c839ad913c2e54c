import { createFakeRoblox, type FakeRoblox } from "../../companion/testing/fake-roblox";
import type { Environment } from "./program";

export const GAME_SECRET = "operation-game-secret-of-32-bytes-and-more";
export const SERVICE_KEY = "operation-service-key-of-32-bytes-and-more";
export const STORE_NAME = "EconomyWallet";

/** What a companion needs around it: settings, and a data store on loopback that holds its fence. */
export interface Surroundings {
	readonly roblox: FakeRoblox;
	/** Settings of a companion whose database is this file; `changes` come on top. */
	environment(databasePath: string, changes?: Environment): Environment;
	close(): Promise<void>;
}

export function openSurroundings(): Surroundings {
	const roblox = createFakeRoblox();
	const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: (request) => roblox.fetch(request) });
	return {
		roblox,
		environment: (databasePath, changes = {}) => ({
			DISCORD_GUILD_ID: "100000000000000001",
			ROBLOX_UNIVERSE_ID: "4711",
			ROBLOX_API_KEY: "operation-open-cloud-key",
			ROBLOX_DATASTORE_NAME: STORE_NAME,
			GAME_SECRET,
			HMAC_SECRET: "operation-hmac-secret-of-32-bytes-and-more",
			API_SERVICE_KEY: SERVICE_KEY,
			DATABASE_URL: `file:${databasePath}`,
			ROBLOX_API_URL: `http://127.0.0.1:${server.port}`,
			ROBLOX_USERS_URL: `http://127.0.0.1:${server.port}`,
			API_ONLY: "1",
			// One server sends here what a thousand would.
			...{ REQUESTS_PER_SECOND_SERVER: "0", REQUESTS_PER_SECOND_ADDRESS: "0" },
			...changes,
		}),
		close: () => server.stop(true),
	};
}

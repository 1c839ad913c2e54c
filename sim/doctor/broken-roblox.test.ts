import { NEEDED_SCOPES } from "../../companion/doctor/roblox/needed-scopes";
import type { ApiKey } from "../roblox/open-cloud";
import { describeBroken, type Broken } from "./testing/describe-broken";
import type { SetupOptions } from "./testing/setup";

const DAY_MILLISECONDS = 86_400_000;
const PLACE = "http://roblox.test/server-management/v1/universes/4242/places/5353";
const STORES = "http://roblox.test/cloud/v2/universes/4242/data-stores";

function withKey(changes: Partial<ApiKey>): SetupOptions {
	return { apiKeys: (good) => [{ ...good, ...changes }] };
}

const KEYS: readonly Broken[] = [
	{
		name: "Roblox cannot be reached",
		break: ({ instead }) => instead.set("http://roblox.test", "ENOTFOUND"),
		fails: "roblox-reachable",
		advice: /no usable answer from http:\/\/roblox\.test .*ROBLOX_API_URL/,
	},
	{
		name: "something else stands where Roblox should be",
		break: ({ instead }) => instead.set("http://roblox.test", () => new Response("<html>Welcome</html>")),
		fails: "roblox-key",
		advice: /says nothing about ROBLOX_API_KEY that can be read; is it Roblox\?/,
	},
	{
		name: "a key that Roblox does not know",
		break: ({ environment }) => (environment["ROBLOX_API_KEY"] = "wrong-key"),
		fails: "roblox-key",
		advice: /does not know ROBLOX_API_KEY \(unauthorized with status 401\)/,
	},
	{
		name: "a second key that is over, beside a good one",
		break: ({ environment }) => (environment["ROBLOX_API_KEY_2"] = "old-key"),
		fails: "roblox-key",
		advice: /does not know ROBLOX_API_KEY_2 \(/,
	},
	{
		name: "a key that is switched off",
		options: withKey({ isEnabled: false }),
		fails: "roblox-key-enabled",
		advice: /^ROBLOX_API_KEY is switched off: enable it/,
	},
	{
		name: "a key that has expired",
		options: withKey({ expiresAt: Date.now() - DAY_MILLISECONDS }),
		fails: "roblox-key-valid",
		advice: /^ROBLOX_API_KEY has expired .*renew it/,
	},
	{
		name: "a key that expires this week",
		options: withKey({ expiresAt: Date.now() + 3.5 * DAY_MILLISECONDS }),
		fails: "roblox-key-renewal",
		advice: /^ROBLOX_API_KEY expires in 3 days: make a new key/,
	},
	{
		name: "a key for another experience",
		options: withKey({ universeIds: [77] }),
		fails: "roblox-key-universe",
		advice: /not granted for the universe 4242: .*Check ROBLOX_UNIVERSE_ID/,
	},
	{
		name: "a key for another data store",
		options: withKey({ storeNames: ["Other", "EconomyWallet_purser"] }),
		fails: "roblox-key-stores",
		advice: /not granted for the data store EconomyWallet \(.*Check ROBLOX_DATASTORE_NAME/,
	},
	{
		name: "a key for the wallets, though not for their fence",
		options: withKey({ storeNames: ["EconomyWallet"] }),
		fails: "roblox-key-stores",
		advice: /not granted for the data store EconomyWallet_purser \(/,
	},
];

const SCOPES = NEEDED_SCOPES.map(({ check, name, use }): Broken => {
	return {
		name: `a key without ${name}`,
		options: { apiKeys: (good) => [{ ...good, scopes: good.scopes.filter((scope) => scope !== name) }] },
		fails: check,
		advice: new RegExp(`ROBLOX_API_KEY has no right ${name} \\(${use}\\): add it`),
	};
});

const EXPERIENCE: readonly Broken[] = [
	{
		name: "the id of no universe",
		break: ({ environment }) => (environment["ROBLOX_UNIVERSE_ID"] = "5353"),
		fails: "roblox-universe",
		advice: /knows no universe 5353: ROBLOX_UNIVERSE_ID is the experience's id, not a place's/,
	},
	{
		name: "a key that may not be used from here",
		break: ({ instead }) =>
			instead.set("http://roblox.test/cloud/v2/universes/4242", () =>
				Response.json({ errors: [{ code: 0, message: "Invalid API Key" }] }, { status: 401 }),
			),
		fails: "roblox-universe",
		advice: /\(unauthorized with status 401\): may this machine's address use the key\?/,
	},
	{
		name: "a list of game servers that is marked as partial",
		break: ({ instead }) => {
			instead.set(`${PLACE}/game-servers:filter-options`, () =>
				Response.json({ filters: { placeVersion: { field: "PlaceVersion", type: "Number", values: ["1"] } } }),
			);
			instead.set(`${PLACE}/versions`, () => Response.json({ gameServers: [], activeServersFetchError: true }));
		},
		fails: "roblox-place",
		advice: /game servers of place 5353 cannot be read \(unreadable with status 200\)/,
	},
	{
		name: "a store name that leaves no room for its fence",
		break: ({ environment }) => (environment["ROBLOX_DATASTORE_NAME"] = "x".repeat(44)),
		fails: "settings",
		advice: /ROBLOX_DATASTORE_NAME may have at most 43 characters with FENCE=1/,
	},
	{
		name: "a data store that Roblox does not show",
		break: ({ instead }) => instead.set(STORES, () => Response.json({ code: "INTERNAL" }, { status: 500 })),
		fails: "roblox-store",
		advice: /the data store EconomyWallet cannot be read \(unavailable with status 500\)/,
	},
	{
		name: "one topic for commands and news",
		break: ({ environment }) => (environment["EVENT_TOPIC"] = "discord-commands"),
		fails: "roblox-topics",
		advice: /COMMAND_TOPIC and EVENT_TOPIC are the same/,
	},
];

describeBroken("broken keys", KEYS);
describeBroken("missing rights", SCOPES);
describeBroken("a broken experience", EXPERIENCE);

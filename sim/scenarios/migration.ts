import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson, valueAt } from "../json";
import { VIRTUAL_CONFIG } from "../world/virtual-world";
import { walletAddress } from "../world/wallet-address";
import { AVA, createStoryWorld } from "./story-world";

const BEN = { id: 1_000_000_002, name: "Ben", displayName: "Ben" };
const CLEO = { id: 1_000_000_003, name: "Cleo", displayName: "Cleo" };

/**
 * Ava's wallet was stored by a program of version 1, a purchase in it. Ben's coins are in the profile that the game kept
 * before it took up Purser, and Cleo is new. All three play, on two servers one after the other; Roblox delivers Ava's
 * old purchase again, and everybody gets a coin.
 */
const isOldStoreSilent = { now: true };
const story = createStoryWorld({
	users: [AVA, BEN, CLEO],
	hasClients: true,
	settings: { ImportStoreName: "PlayerData", ImportKey: "user-{UserId}", ImportField: "Stats.Coins" },
	scripts: { CoinShop: readFileSync(join(import.meta.dir, "..", "place", "coin-shop.luau"), "utf8") },
	faults: {
		stores: {
			decide: ({ request }) => ({
				outcome: isOldStoreSilent.now && request.store === "PlayerData" ? "refused" : "usual",
				delayMicros: 0,
			}),
		},
	},
});
const { world } = story;
const everybody = [AVA.id, BEN.id, CLEO.id];
const receipt = {
	revision: 1,
	commandId: "purchase:p1",
	source: "purchase",
	kind: "applied",
	delta: 75,
	balance: 75,
	actor: "game",
	reason: "bought coins",
	at: 1,
};
const VERSION_1 = { version: 1, balance: 75, revision: 1, lastSeq: 0, born: "old-life", epoch: 1, acked: 0 };
store(VIRTUAL_CONFIG.storeName, walletAddress(VIRTUAL_CONFIG.storeName, AVA.id).key, {
	wallet: { ...VERSION_1, receipts: [receipt], keys: { "purchase:p1": 1, "game:gift": 1 }, deferred: [], seal: "kept" },
});
store("PlayerData", `user-${BEN.id}`, { Stats: { Coins: 120.5 } });

/** As ProfileService leaves it behind. */
function store(storeName: string, key: string, data: object): void {
	const value = JSON.stringify({
		Data: data,
		MetaData: { ProfileCreateTime: 1, SessionLoadCount: 1, MetaTags: {} },
		GlobalUpdates: [0, []],
	});
	world.roblox.stores.set({ store: storeName, scope: "global", key }, { value, userIds: [], metadata: {} }, "before");
}

const screens = (): readonly string[] => everybody.map((userId) => world.roblox.screenOf(userId).join(" "));
const balances = (): readonly unknown[] => everybody.map((userId) => story.wallet(userId)?.balance ?? 0);

const first = world.roblox.addServer();
for (const userId of everybody) world.roblox.join(userId, first);
// The old store does not answer at first: nobody is shown a balance that lacks what was there.
await world.pass(5);
const shownWithoutAnswer = screens();
isOldStoreSilent.now = false;
await world.pass(30);
const shown = screens();
world.roblox.fireRemote(AVA.id, "ReplicatedStorage.BuyCoins", ["p1", 75]);
await world.pass(20);
const redelivered = balances();
const second = world.roblox.addServer();
for (const userId of everybody) world.roblox.hop(userId, second);
await world.pass(60);
for (const userId of everybody) world.roblox.fireRemote(userId, "ReplicatedStorage.BuyCoins", [`new-${userId}`, 1]);
await world.pass(30);
for (const userId of everybody) world.roblox.leave(userId);
await world.pass(30);

const entry = parseJson(world.roblox.stores.read(walletAddress(VIRTUAL_CONFIG.storeName, AVA.id))?.value ?? "null");
const wallet = valueAt(entry, "Data", "wallet");
const rows = world.companion.companion.auditReader.list({ userId: BEN.id, limit: 100 })?.rows ?? [];
story.end({
	shownWithoutAnswer,
	shown,
	redelivered,
	balances: balances(),
	version: valueAt(wallet, "version"),
	purchases: valueAt(wallet, "purchases"),
	seal: valueAt(wallet, "seal"),
	imported: rows.filter(({ source }) => source === "import").map(({ delta }) => delta),
	old: world.roblox.stores.history.filter(({ store: name, writer }) => name === "PlayerData" && writer !== "before")
		.length,
});

import { SECOND } from "../clock/scheduler";
import { USUAL_FATE } from "../roblox/faults";
import { parseJson, valueAt } from "../json";
import { VIRTUAL_CONFIG } from "../world/virtual-world";
import { walletAddress } from "../world/wallet-address";
import { AVA, createStoryWorld } from "./story-world";

const BEN = { id: 1_000_000_002, name: "Ben", displayName: "Ben" };

/** Ava gives Ben what she is told to, by a script of the game. */
const TRADE = `
local economy = require(game:GetService("ServerScriptService").TS.api)
local Players = game:GetService("Players")
local trade = Instance.new("RemoteEvent")
trade.Name = "Trade"
trade.Parent = game:GetService("ReplicatedStorage")
trade.OnServerEvent:Connect(function(player, to, amount)
	economy.grantDurableAsync(player, 100, "pocket money", { key = "game:pocket" })
	economy.transferAsync(player, Players:GetPlayerByUserId(to), amount, "for the sword", { key = "game:sword" })
end)
`;

/**
 * Ava gives Ben 30 of her 100 coins. Hers are stored as gone, his saves do not get through, and the server crashes. Both
 * come back, each on another server; the coins arrive when he has left his. Then they meet again.
 */
let areSavesOfBenStuck = false;
const story = createStoryWorld({
	users: [AVA, BEN],
	scripts: { Trade: TRADE },
	faults: {
		stores: {
			decide: ({ request }) =>
				areSavesOfBenStuck && request.kind === "store.cas" && request.key.endsWith(String(BEN.id))
					? { outcome: "usual", delayMicros: 300 * SECOND }
					: USUAL_FATE,
		},
	},
});
const { world } = story;
const balances = (): Record<"ava" | "ben", number> => ({ ava: balanceOf(AVA.id), ben: balanceOf(BEN.id) });

function balanceOf(userId: number): number {
	const entry = parseJson(world.roblox.stores.read(walletAddress(VIRTUAL_CONFIG.storeName, userId))?.value ?? "null");
	return Number(valueAt(entry, "Data", "wallet", "balance") ?? 0);
}

const first = world.roblox.addServer();
for (const { id } of [AVA, BEN]) world.roblox.join(id, first);
await world.pass(20);
areSavesOfBenStuck = true;
world.roblox.fireRemote(AVA.id, "ReplicatedStorage.Trade", [BEN.id, 30]);
await world.passUntil(() => balanceOf(AVA.id) === 70, 60);
await world.pass(1);
const atTheCrash = balances();
world.roblox.crash(first);
areSavesOfBenStuck = false;
const [second, third] = [world.roblox.addServer(), world.roblox.addServer()];
world.roblox.join(AVA.id, second);
world.roblox.join(BEN.id, third);
await world.pass(240);
const whileBenIsElsewhere = balances();
world.roblox.leave(BEN.id);
await world.passUntil(() => balanceOf(BEN.id) === 30, 60);
const after = balances();
world.roblox.leave(AVA.id);
await world.pass(30);
for (const { id } of [AVA, BEN]) world.roblox.join(id, second);
await world.pass(60);

story.end({ atTheCrash, whileBenIsElsewhere, after, later: balances() });

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AVA, createStoryWorld } from "./story-world";

/**
 * Ava buys coins and gets some, and leaves. Her wallet is erased while a command for it is open. She comes back, Roblox
 * delivers the purchase again, and staff give her coins: `erase-purchase`, and the wallet goes on in its new life.
 */
const story = createStoryWorld({
	scripts: { CoinShop: readFileSync(join(import.meta.dir, "..", "place", "coin-shop.luau"), "utf8") },
});
const { world } = story;
const home = world.roblox.addServer();
const buy = (): void => world.roblox.fireRemote(AVA.id, "ReplicatedStorage.BuyCoins", ["p1", 25]);
world.roblox.join(AVA.id, home);
await world.pass(20);
buy();
story.give("before", 50);
await story.secondsToSettle("before", 60);
await world.pass(20);
world.roblox.leave(AVA.id);
await world.pass(20);
const before = story.stored();
void world.companion.companion.eraser.ask(AVA.id);
await world.passUntil(() => story.stored().balance === 0, 120);
const erased = story.stored();
world.roblox.join(AVA.id, home);
await world.pass(20);
buy();
await world.pass(20);
const redelivered = story.stored();
story.give("after", 7);
const settledAfter = await story.secondsToSettle("after", 60);
world.roblox.leave(AVA.id);
await world.pass(20);

story.end({
	before,
	erased,
	redelivered,
	granted: redelivered.balance,
	settledAfter,
	after: story.stored(),
	audited: story.audited(),
});

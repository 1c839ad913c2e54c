import { AVA, createStoryWorld } from "./story-world";

const BEN = { id: 1_000_000_002, name: "Ben", displayName: "Ben" };
const PRODUCT_ID = 1_001;
const language = process.argv[2] ?? "plain-luau";

/** Ava and Ben play the example game; what it prints tells what became of it. */
const story = createStoryWorld({ users: [AVA, BEN], project: `examples/${language}/default.project.json` });
const { world } = story;
const fire = async (remote: string, ...args: readonly unknown[]): Promise<void> => {
	world.roblox.fireRemote(AVA.id, `ReplicatedStorage.${remote}`, args);
	await world.pass(35);
};

const home = world.roblox.addServer();
for (const { id } of [AVA, BEN]) world.roblox.join(id, home);
await world.pass(20);
await fire("OpenChest");
await fire("OpenChest");
await fire("BuyHat");
await fire("BuyHat");
const bought = [world.roblox.purchases.buy(AVA.id, PRODUCT_ID), world.roblox.purchases.buy(AVA.id, PRODUCT_ID)];
await world.pass(35);
await fire("GiveCoins", BEN.id, 10);
for (const [receiver, amount] of [
	["Ben", 10],
	[BEN.id, 5_000],
	[BEN.id, -5],
]) {
	await fire("GiveCoins", receiver, amount);
}
for (const { id } of [AVA, BEN]) world.roblox.leave(id);
await world.pass(30);

story.end({
	balances: { ava: story.wallet(AVA.id)?.balance, ben: story.wallet(BEN.id)?.balance },
	purchases: bought.every((id) => world.roblox.purchases.isResolved(id)) ? "granted" : "open",
	said: story.log.flatMap((line) => /output: ((?:Ava|Ben)\b.*)$/.exec(line)?.[1] ?? []),
});

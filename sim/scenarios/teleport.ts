import { SECOND } from "../clock/scheduler";
import { shopScripts } from "../world/create-world";
import { createStoryWorld } from "./story-world";

/** A server is restarted: Roblox moves all of its players together (creator-docs, `projects/update-games`). */
const PARTY = Array.from({ length: 6 }, (_, index) => ({
	id: 1_000_000_001 + index,
	name: `Player${index}`,
	displayName: `Player${index}`,
}));
const [STAYS, ...GO] = PARTY.map(({ id }) => id);
if (STAYS === undefined) throw new Error("nobody stays");

/**
 * Six players opened two chests each, and of the second one nothing is stored yet. Five are teleported together; the
 * teleport of one fails, so that he stays. A command is under way to one who goes. Those who went play on, and come back.
 */
const story = createStoryWorld({ users: PARTY, scripts: shopScripts() });
const { world } = story;
const everybody = PARTY.map(({ id }) => id);
const openChests = (): void => {
	for (const userId of everybody) world.roblox.fireRemote(userId, "ReplicatedStorage.OpenChest", []);
};
const balances = (): readonly unknown[] => everybody.map((userId) => story.wallet(userId)?.balance ?? 0);

const [from, to] = [world.roblox.addServer(), world.roblox.addServer()];
for (const userId of everybody) world.roblox.join(userId, from);
await world.pass(20);
openChests();
await world.pass(10);
openChests();
await world.pass(3);
const storedBefore = balances();
const left = world.clock.now();
for (const userId of GO) world.roblox.hop(userId, to);
await world.passUntil(() => GO.every((userId) => story.lockJob(userId) === to), 120);
const handOverSeconds = Math.round((world.clock.now() - left) / SECOND);
const arrived = balances();
openChests();
await world.pass(45);
const played = balances();
for (const userId of GO) world.roblox.hop(userId, from);
await world.pass(60);
for (const userId of everybody) world.roblox.leave(userId);
await world.pass(30);

story.end({
	storedBefore,
	handOverSeconds,
	arrived,
	played,
	after: balances(),
	locks: everybody.flatMap((userId) => story.lockJob(userId) ?? []).length,
	audited: everybody.map(
		(userId) => world.companion.companion.auditReader.list({ userId, limit: 100 })?.rows.length ?? 0,
	),
});

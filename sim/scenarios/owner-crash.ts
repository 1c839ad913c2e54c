import { AVA, createStoryWorld } from "./story-world";

/**
 * Ava's server crashes, two others go on. One of them is told which lock is dead and breaks exactly that one. With
 * `--before` the command is under way when the server crashes. With `--hops` Ava comes back on another server while the
 * companion waits: her load takes the lock over, and nothing may break the new one.
 */
const story = createStoryWorld();
const { world } = story;
const home = world.roblox.addServer();
const other = world.roblox.addServer();
world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
story.give("before", 50);
await story.secondsToSettle("before", 60);
if (process.argv.includes("--before")) story.give("after", 7);
await world.pass(0.5);
world.roblox.crash(home);
await world.pass(1);
if (!process.argv.includes("--before")) story.give("after", 7);
if (process.argv.includes("--hops")) {
	await world.pass(100);
	world.roblox.join(AVA.id, other);
}
const settledAfter = await story.secondsToSettle("after", 600);
await world.pass(30);

story.end({
	settledAfter,
	states: ["before", "after"].map((name) => story.stateOf(name)),
	stored: story.stored(),
	audited: story.audited(),
	isHeldWhereSheIs: story.stored().lockedBy === (world.roblox.players.serverOf(AVA.id) ?? null),
	locksBroken: story.log.filter((line) => line.includes("lock-found-dead")).length,
	bystanderDataStoreCalls: world.roblox.bystanderCalls.count(),
});

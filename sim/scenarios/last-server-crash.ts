import { AVA, createStoryWorld } from "./story-world";

/**
 * The only server crashes while Ava plays there, and leaves her lock behind. Nobody but the companion is left who may
 * break it. With `--late` the command comes ten minutes after the crash.
 */
const story = createStoryWorld();
const { world } = story;
const home = world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
story.give("before", 50);
await story.secondsToSettle("before", 60);
world.roblox.crash(home);
const lockLeft = story.stored();
if (process.argv.includes("--late")) await world.pass(600);
story.give("after", 7);
const settledAfter = await story.secondsToSettle("after", 600);
const written = story.stored();

world.roblox.join(AVA.id, world.roblox.addServer());
await world.pass(30);
story.give("again", 1);
await story.secondsToSettle("again", 60);

story.end({
	lockLeft,
	isLockOfTheCrashed: lockLeft.lockedBy === home,
	settledAfter,
	written,
	states: ["before", "after", "again"].map((name) => story.stateOf(name)),
	stored: story.stored(),
	audited: story.audited(),
});

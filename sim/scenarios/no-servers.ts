import { AVA, createStoryWorld } from "./story-world";

/**
 * Nobody plays anywhere, and Ava never has. Two commands for her are applied by the companion itself; then a server
 * starts, Ava joins, and ProfileService takes the entry the companion made for one of its own.
 */
const story = createStoryWorld();
const { world } = story;
story.give("welcome", 50);
story.give("fee", -20);
const settledAfter = [await story.secondsToSettle("welcome", 300), await story.secondsToSettle("fee", 300)];
const written = story.stored();

world.roblox.join(AVA.id, world.roblox.addServer());
await world.pass(30);
story.give("again", 5);
const laterSettledAfter = await story.secondsToSettle("again", 60);

story.end({
	settledAfter,
	states: ["welcome", "fee", "again"].map((name) => story.stateOf(name)),
	written,
	laterSettledAfter,
	stored: story.stored(),
	audited: story.audited(),
	isPlaying: world.roblox.players.serverOf(AVA.id) !== undefined,
});

import { AVA, createStoryWorld } from "./story-world";

/**
 * Nobody plays anywhere, and Ava never has. Two commands for her are applied by the companion itself; then a server
 * starts, Ava joins, and ProfileService takes the entry the companion made for one of its own. With `--v2` the companion
 * writes through version 2 of the data store API, under the entry's etag.
 */
const conditionalWrites = process.argv.includes("--v2") ? "v2" : "v1";
let writesByV2 = 0;
const story = createStoryWorld({
	config: { conditionalWrites },
	onCall: ({ method, url }) => {
		if (method !== "GET" && url.includes("/cloud/v2/") && url.includes("/entries")) writesByV2 += 1;
	},
});
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
	hasWrittenByV2: writesByV2 > 0,
	isPlaying: world.roblox.players.serverOf(AVA.id) !== undefined,
});

import { AVA, createStoryWorld } from "./story-world";

/** Two thousand commands for a player who never joins: her list may not fill up for want of an acknowledgement. */
const COMMANDS = 2_000;
const SECONDS_MAX = 30;

const story = createStoryWorld();
const { world } = story;
world.roblox.addServer();
await world.pass(20);
for (let number = 1; number <= COMMANDS; number += 1) {
	story.give(`c${number}`, 1);
	if (number % 50 === 0) await world.pass(2);
}
const isOver = await world.passUntil(
	() => story.stateOf(`c${COMMANDS}`) !== null && story.stored().revision === COMMANDS,
	SECONDS_MAX,
);
if (isOver) await world.pass(60);
const states = Array.from({ length: COMMANDS }, (_, index) => story.stateOf(`c${index + 1}`));

story.end({
	isOver,
	userId: AVA.id,
	committed: states.filter((state) => state === "committed").length,
	balance: story.stored().balance,
});

import { describe, expect, test } from "bun:test";
import { COMMANDS } from "../commands/command-list";
import { createBotWorld, typingInteraction, type Caller } from "../testing/bot-world";
import { PLAYER } from "./player-option";

/** Every option that takes a player, with its command. */
const TAKING = COMMANDS.flatMap(({ data }) =>
	(data.options ?? []).flatMap(({ name, description }) =>
		description === PLAYER.data.description ? [[data.name, name] as const] : [],
	),
);

const AVA = { userId: 156, name: "Ava", isInGame: true };
const AVEL = { userId: 157, name: "avel_9", isInGame: false };

async function type(command: string, option: string, typed: string, caller?: Caller) {
	const world = createBotWorld();
	world.turns.known = [AVA, AVEL];
	await world.use(typingInteraction(command, option, typed, caller));
	const choices = world.replies.sent.flatMap((sent) => (sent.call === "suggest" ? sent.choices : []));
	return { choices, typedNames: world.typedNames };
}

test("these commands take a player", () => {
	expect(TAKING.map(([command]) => command).sort()).toEqual(["audit", "balance", "deduct", "give"]);
});

describe.each(TAKING)("/%s %s:", (command, option) => {
	test("offers players by name, and says who is in game; what is chosen is the id", async () => {
		const { choices, typedNames } = await type(command, option, "av");
		expect(typedNames).toEqual([["av", 25]]);
		expect(choices).toEqual([
			{ name: "Ava · in game", value: "156" },
			{ name: "avel_9", value: "157" },
		]);
	});

	test("asks nothing and offers nothing to who may not use the command", async () => {
		const { choices, typedNames } = await type(command, option, "av", { roles: [] });
		expect([choices, typedNames]).toEqual([[], []]);
	});
});

test.each([
	["nothing yet", "", ""],
	["a name as people write it to each other", "@Av", "Av"],
	["blanks around it", "  av ", "av"],
])("%s: %p looks for %p", async (_name, typed, beginning) => {
	expect((await type("give", "user", typed)).typedNames).toEqual([[beginning, 25]]);
});

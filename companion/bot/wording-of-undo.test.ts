import { expect, test } from "bun:test";
import { buttonInteraction, commandInteraction, createBotWorld } from "./testing/bot-world";
import { findComponent, readScene, type World } from "./testing/read-scene";

const ENDS = { whole: 0, part: 0, spent: 0, refused: 0, "no-effect": 0, "wallet-gone": 0, unknown: 0 };

const press = (world: World, label: string) => world.use(buttonInteraction(findComponent(world, label)));

const SCENES: Readonly<Record<string, (world: World) => Promise<void>>> = {
	"/reverse, one command, confirmed": async (world) => {
		await world.use(commandInteraction("reverse", { command: "discord:8" }));
		await press(world, "Take back");
		world.undo.state = { isEnded: true, waiting: 0, ends: { ...ENDS, whole: 1 }, taken: 2_500 };
		await world.ports.advance(2_000);
	},
	"/reverse, what a thief did, some of it spent, some of it open": async (world) => {
		world.undo.doings = { actorId: "300000000000000002", levels: ["team"] };
		world.undo.planned = {
			...{ actorName: "Mallory", commands: 9_400, open: 12, players: 57, take: 4_700_000, give: 300 },
			...{ spent: 81_000, spenders: 3, before: 2, withoutEffect: 586, gone: 1 },
		};
		await world.use(commandInteraction("reverse", { actor: "300000000000000002", from: "2h" }));
		const begun = { actorName: "Mallory", total: 9_400, waiting: 9_400, open: 12 };
		world.undo.state = begun;
		await press(world, "Take back");
		const ends = { ...ENDS, whole: 3_800, part: 1, spent: 2 };
		world.undo.state = { ...begun, ends, waiting: 5_200, underWay: 397, taken: 1_900_000, missing: 900 };
		await world.ports.advance(2_000);
		world.undo.state = {
			...{ ...begun, isEnded: true, waiting: 0, open: 0, taken: 4_619_000, given: 300, missing: 81_000 },
			ends: { ...ENDS, whole: 9_230, part: 9, spent: 155, refused: 1, "no-effect": 4, "wallet-gone": 1, unknown: 1 },
		};
		await world.ports.advance(2_000);
	},
	"/reverse, stopped": async (world) => {
		await world.use(commandInteraction("reverse", { command: "discord:8" }));
		await press(world, "Take back");
		await press(world, "Stop");
	},
	"/reverse, stopped because whoever asked was frozen": async (world) => {
		await world.use(commandInteraction("reverse", { command: "discord:8" }));
		await press(world, "Take back");
		world.undo.state = { stoppedCode: "frozen", waiting: 0, underWay: 1 };
		await world.ports.advance(2_000);
		world.undo.state = { stoppedCode: "frozen", isEnded: true, waiting: 0, left: 1 };
		await world.ports.advance(2_000);
	},
	"/reverse, stopped because the role of whoever asked went": async (world) => {
		await world.use(commandInteraction("reverse", { command: "discord:8" }));
		await press(world, "Take back");
		world.undo.state = { stoppedCode: "not-allowed", isEnded: true, waiting: 0, left: 1 };
		await world.ports.advance(2_000);
	},
	"/reverse, longer than Discord takes edits, looked at again": async (world) => {
		await world.use(commandInteraction("reverse", { command: "discord:8" }));
		await press(world, "Take back");
		await world.ports.advance(15 * 60_000);
		world.undo.state = { waiting: 0, underWay: 1 };
		await press(world, "Look again");
	},
	"/reverse, nothing is left to take back": async (world) => {
		world.undo.planned = { commands: 0, before: 1, players: 0, take: 0 };
		await world.use(commandInteraction("reverse", { command: "discord:8" }));
	},
	"/reverse, cancelled": async (world) => {
		await world.use(commandInteraction("reverse", { command: "discord:8" }));
		await press(world, "Cancel");
	},
	"/reverse, what one as high did": async (world) => {
		world.undo.doings = { actorId: "300000000000000002", levels: ["moderator"] };
		await world.use(commandInteraction("reverse", { actor: "<@300000000000000002>", from: "14:30" }));
	},
	"/reverse, a command that nobody knows": async (world) =>
		await world.use(commandInteraction("reverse", { command: "contest-1" })),
	"/reverse, without anything": async (world) => await world.use(commandInteraction("reverse", {})),
	"/reverse, a time that is none": async (world) =>
		await world.use(commandInteraction("reverse", { actor: "300000000000000002", from: "yesterday" })),
};

test.each(Object.entries(SCENES))("%s", async (_name, play) => {
	const world = createBotWorld();
	await play(world);
	expect(readScene(world)).toMatchSnapshot();
});

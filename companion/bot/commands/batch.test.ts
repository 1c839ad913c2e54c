import { describe, expect, test } from "bun:test";
import { ok } from "../../../shared/result";
import { commandInteraction, createBotWorld } from "../testing/bot-world";

type World = ReturnType<typeof createBotWorld>;

const OWNER = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const ID = "800000000000000001";
const SECONDS = 1_000;

/** Moderators may use it here. */
async function createWorld(): Promise<World> {
	const world = createBotWorld();
	await world.staff.changeRight(OWNER, { right: "batch", before: "administrator", after: "moderator" });
	return world;
}

async function giveFile(world: World, text: string, options: object = {}): Promise<string> {
	world.turns.file = ok(new TextEncoder().encode(text));
	await world.use(commandInteraction("batch", { file: "https://cdn.test/x", ...options }, { id: ID }));
	return world.replies.lastText();
}

async function press(world: World, label: string): Promise<string> {
	const [, id] = world.buttons().find(([text]) => text === label) ?? [];
	if (id === undefined || typeof id === "string") throw new Error(`no ${label}`);
	await world.use(world.button(id.prefix, id.payload));
	return world.replies.lastText();
}

const given = (world: World) => world.ledger.requests.map(({ id, delta }) => [id, delta]);

describe("a file", () => {
	test("is shown before anything is done, with what it would do and every bad line", async () => {
		const world = await createWorld();
		const text = await giveFile(world, "Ada,5\nBen,x\nCleo,-7\n");
		expect(text).toContain("**2** lines give **5** and take **7** coins.");
		expect(text).toContain("- line 2: The amount must be a whole number.");
		await world.ports.advance(120 * SECONDS);
		expect(given(world)).toEqual([]);
	});

	test("with more bad lines than fit names all of them in a file", async () => {
		const world = await createWorld();
		expect(await giveFile(world, `Ada,5\n${"Ben,x,\n".repeat(40)}`)).toContain("and 25 more, in the file");
		const last = world.replies.sent.at(-1);
		const file = last !== undefined && "body" in last ? last.body.file : undefined;
		expect(new TextDecoder().decode(file?.content).split("\n")).toHaveLength(42);
	});

	test.each([
		['Ada,5,"', {}, "file-not-csv"],
		["Ada,5", { at: "tomorrow" }, "moment-malformed"],
		["Ada,5", { at: "2025-01-01 10:00" }, "moment-malformed"],
		["Ada,5", { at: "2026-02-01 10:00" }, "moment-malformed"],
	])("%p with %p is refused: %s", async (text, options, code) => {
		expect(await giveFile(await createWorld(), text, options)).toContain(code);
	});

	test("whose players nobody knows leaves nothing to begin", async () => {
		const world = await createWorld();
		world.turns.player = "unknown-user";
		expect(await giveFile(world, "Ada,5")).toContain("- line 1: Roblox knows no such player");
		expect(world.buttons()).toEqual([]);
	});
});

describe("a batch that was confirmed", () => {
	test("gives one line after the other at its rate, each under an id of its own, and tells when it is done", async () => {
		const world = await createWorld();
		await giveFile(world, "Ada,5\nBen,-6\n", { rate: 6 });
		expect(await press(world, "Confirm")).toContain("Batch · running");
		expect(given(world)).toEqual([[`batch:${ID}.1`, 5]]);
		await world.ports.advance(9 * SECONDS);
		expect(given(world)).toHaveLength(1);
		await world.ports.advance(12 * SECONDS);
		expect(given(world)).toEqual([
			[`batch:${ID}.1`, 5],
			[`batch:${ID}.2`, -6],
		]);
		await world.ports.advance(30 * SECONDS);
		await world.use(commandInteraction("batch", {}));
		expect(world.replies.lastText()).toContain("Batch · done\n**2** of 2 lines: 2 given, 0 refused.");
	});

	test("begins at its time", async () => {
		const world = await createWorld();
		await giveFile(world, "Ada,5", { at: "2026-01-01 00:10" });
		await press(world, "Confirm");
		await world.ports.advance(599 * SECONDS);
		expect(given(world)).toEqual([]);
		await world.ports.advance(31 * SECONDS);
		expect(given(world)).toHaveLength(1);
	});

	test("can be stopped; what was given stays given, and a second yes begins nothing", async () => {
		const world = await createWorld();
		await giveFile(world, "Ada,5\nBen,6\n", { rate: 1 });
		const [[, yes] = []] = world.buttons();
		await press(world, "Confirm");
		expect(await press(world, "Stop")).toContain("Batch · stopped\n**1** of 2 lines");
		if (yes === undefined || typeof yes === "string") throw new Error("no button");
		await world.use(world.button(yes.prefix, yes.payload));
		await world.ports.advance(300 * SECONDS);
		expect(given(world)).toHaveLength(1);
	});

	test("keeps to limits: a line over them is refused and named, the next one goes on", async () => {
		const world = await createWorld();
		const before = world.staff.limitsOf("moderator").command;
		await world.staff.changeLimit(OWNER, { level: "moderator", kind: "command", before, after: 5 });
		await giveFile(world, "Ada,6\nBen,5\n", { rate: 600 });
		await press(world, "Confirm");
		await world.ports.advance(5 * SECONDS);
		expect(given(world)).toEqual([[`batch:${ID}.2`, 5]]);
		await world.use(commandInteraction("batch", {}));
		expect(world.replies.lastText()).toContain("- line 1: This is more than one command of your level may move.");
	});

	test("does nothing in the name of somebody who left or lost his role", async () => {
		for (const asker of [undefined, { id: "3", name: "Mara", roleIds: [], isDiscordAdministrator: false }]) {
			const world = await createWorld();
			world.turns.asker = asker;
			await giveFile(world, "Ada,5");
			await press(world, "Confirm");
			await world.ports.advance(5 * SECONDS);
			expect(given(world)).toEqual([]);
		}
	});

	test("waits where the journal cannot be written, and gives that line then", async () => {
		const world = await createWorld();
		world.ledger.failure = new Error("disk full");
		await giveFile(world, "Ada,5");
		await press(world, "Confirm");
		world.ledger.failure = undefined;
		await world.ports.advance(31 * SECONDS);
		await world.use(commandInteraction("batch", {}));
		expect(world.replies.lastText()).toContain("1 given, 0 refused");
	});
});

describe("the owner", () => {
	const limit = async (world: World, kind: "pace" | "actor", after: number) => {
		const before = world.staff.limitsOf("moderator")[kind];
		await world.staff.changeLimit(OWNER, { level: "moderator", kind, before, after });
	};
	const told = (world: World) => world.messages.posted.filter(({ text }) => text.includes("Large batch"));

	test.each([
		["as many lines as he may give commands in ten minutes", "Ada,1\nBen,1\nCleo,1\n", [], []],
		["one line more", "Ada,1\nBen,1\nCleo,1\nDan,1\n", [], ["channel", "member"]],
		["half of what he may move in a day", "Ada,4\nBen,-4\nCleo,4\nDan,4\nEli,4\n", ["pace"], []],
		["more than half of it", "Ada,4\nBen,-4\nCleo,4\nDan,4\nEli,5\n", ["pace"], ["channel", "member"]],
	] as const)("of a batch with %s", async (_what, text, wide, places) => {
		const world = await createWorld();
		await limit(world, "pace", 3);
		await limit(world, "actor", 40);
		if (wide.length > 0) await limit(world, "pace", 100);
		await giveFile(world, text);
		await world.ports.advance(5 * SECONDS);
		expect(told(world)).toEqual([]);
		await press(world, "Confirm");
		await world.ports.advance(5 * SECONDS);
		expect(told(world).map(({ to }) => to)).toEqual([...places]);
	});

	test("is told once of one, however often yes is said, and not of one that was dropped", async () => {
		const world = await createWorld();
		await limit(world, "pace", 1);
		await giveFile(world, "Ada,1\nBen,1\n");
		const [[, yes] = []] = world.buttons();
		if (yes === undefined || typeof yes === "string") throw new Error("no button");
		const twice = [world.button(yes.prefix, yes.payload), world.button(yes.prefix, yes.payload)];
		await Promise.all(twice.map((interaction) => world.use(interaction)));
		await world.ports.advance(60 * SECONDS);
		expect(told(world)).toHaveLength(2);

		const other = await createWorld();
		await limit(other, "pace", 1);
		await giveFile(other, "Ada,1\nBen,1\n");
		await press(other, "Cancel");
		await other.ports.advance(60 * SECONDS);
		expect(told(other)).toEqual([]);
	});
});

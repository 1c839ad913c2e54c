import { describe, expect, test } from "bun:test";
import type { CommandView } from "../../ledger/command-view";
import { commandInteraction, createBotWorld, GUILD, type Caller } from "../testing/bot-world";
import { START } from "../testing/fake-ports";

type World = ReturnType<typeof createBotWorld>;

const GIFT = { user: "builder_man", amount: 50, reason: "prize" };
const LARGE = { ...GIFT, amount: 50_000 };
const ID = "800000000000000001";
const TWIN: CommandView = {
	...{ id: "discord:7", guildId: GUILD, userId: 156, userName: "builder_man", delta: 50, reason: "" },
	...{ actorId: "9", actorName: "Olga", state: "committed", balance: 80, createdAt: START - 60_000 },
};

async function askAgain(world = createBotWorld()): Promise<World> {
	world.ledger.twin = TWIN;
	await world.use(commandInteraction("give", GIFT, { id: ID }));
	return world;
}

async function press(world: World, label: "Confirm" | "Cancel", caller: Caller = {}): Promise<void> {
	const [, id] = world.buttons().find(([text]) => text === label) ?? [];
	if (id === undefined || typeof id === "string") throw new Error(`no ${label}`);
	await world.use(world.button(id.prefix, id.payload, caller));
}

const submitted = (world: World) => world.ledger.requests.map(({ id }) => id);

describe("the same command within two minutes", () => {
	test("is asked about, with who gave the first one and what became of it", async () => {
		const world = await askAgain();
		expect(world.replies.lastText()).toBe(
			[
				"Again? +50 builder\\_man",
				"Olga gave the same command <t:1767225540:R>: **Done**, balance 80.",
				"Its id: `discord:7`. Confirm to do it once more.",
				"Reason: prize",
				"-# Nothing moves until you confirm, within 5 minutes.",
			].join("\n"),
		);
		expect(submitted(world)).toEqual([]);
	});

	test("is done after a yes, under the id it always had, once however often yes is said", async () => {
		const world = await askAgain();
		const [[, id] = []] = world.buttons();
		if (id === undefined || typeof id === "string") throw new Error("no button");
		const twice = [world.button(id.prefix, id.payload), world.button(id.prefix, id.payload)];
		await Promise.all(twice.map((interaction) => world.use(interaction)));
		expect(submitted(world)[0]).toBe(`discord:${ID}`);
		expect(new Set(submitted(world)).size).toBe(1);
		world.ledger.change(`discord:${ID}`, { state: "committed", balance: 130, settledAt: START });
		await world.ports.settle();
		expect(world.replies.sent.some((sent) => "text" in sent && sent.text.includes("+50 builder\\_man · Done"))).toBe(
			true,
		);
	});

	test.each([
		["that everybody sees is told in the channel when it comes late", false, "channel"],
		["that only he sees is told to him alone", true, "member"],
	] as const)("a yes below a message %s", async (_what, isOnPrivateMessage, place) => {
		const world = await askAgain();
		await press(world, "Confirm", { isOnPrivateMessage });
		await world.ports.advance(16 * 60_000);
		world.ledger.change(`discord:${ID}`, { state: "committed", balance: 130, settledAt: START });
		await world.ports.settle();
		expect(world.messages.posted.map(({ to }) => to)).toEqual([place]);
	});

	test("is not done after a no, also when yes is said later", async () => {
		const world = await askAgain();
		const [[, yes] = []] = world.buttons();
		await press(world, "Cancel");
		expect(world.replies.lastText()).toContain("You cancelled it.");
		if (yes === undefined || typeof yes === "string") throw new Error("no button");
		await world.use(world.button(yes.prefix, yes.payload));
		expect(world.replies.lastText()).toContain("button-expired");
		expect(submitted(world)).toEqual([]);
	});

	test("is confirmed by nobody else", async () => {
		const world = await askAgain();
		await press(world, "Confirm", { member: "300000000000000099" });
		expect(world.replies.lastText()).toContain("not-yours");
		expect(submitted(world)).toEqual([]);
	});

	test("is refused after a yes from somebody who lost his role meanwhile", async () => {
		const world = await askAgain();
		await press(world, "Confirm", { roles: [] });
		expect(world.replies.lastText()).toContain("not-allowed");
		expect(submitted(world)).toEqual([]);
	});

	test("with an id of the member's own is another decision, and not asked about", async () => {
		const world = createBotWorld();
		world.ledger.twin = TWIN;
		await world.use(commandInteraction("give", { ...GIFT, txn: "prize-2" }));
		expect(submitted(world)).toEqual([`txn:${GUILD}:prize-2`]);
	});
});

describe("a large amount, from half of what one may move alone on", () => {
	test.each([
		["a wallet", { kind: "found", balance: 500, revision: 3, readAt: START }, "Balance now **500**, then **50,500**"],
		["no wallet yet", { kind: "none" }, "Balance now **0**, then **50,000**"],
		["no answer from Roblox", { kind: "unavailable" }, "What the wallet holds could not be read."],
	] as const)("shows before and after of %s", async (_name, reading, words) => {
		const world = createBotWorld();
		world.turns.reading = reading;
		await world.use(commandInteraction("give", LARGE));
		expect(world.replies.lastText()).toStartWith("Sure? +50,000 builder\\_man\nThis is a large amount.");
		expect(world.replies.lastText()).toContain(words);
		await press(world, "Confirm");
		expect(submitted(world)).toHaveLength(1);
	});

	test("says before that a wallet holds less than is to be taken", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("deduct", LARGE));
		expect(world.replies.lastText()).toContain("then less than nothing: it will be refused");
	});

	test("that takes a second person is left to him", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", { ...GIFT, amount: 100_001 }));
		expect(world.buttons().map(([label]) => label)).toEqual(["Approve", "Reject"]);
	});

	test("one coin below is not asked about, nor what is over a limit anyway", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", { ...GIFT, amount: 49_999 }));
		expect(submitted(world)).toHaveLength(1);
		const level = "moderator";
		const owner = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
		const before = world.staff.limitsOf(level).command;
		await world.staff.changeLimit(owner, { level, kind: "command", before, after: 100 });
		await world.use(commandInteraction("give", LARGE));
		expect(world.replies.lastText()).toContain("over-command-limit");
	});
});

import { describe, expect, test } from "bun:test";
import { RIGHT_NAMES } from "../staff/rights";
import { COMMANDS } from "./commands/command-list";
import { buttonInteraction, commandInteraction, createBotWorld, typingInteraction } from "./testing/bot-world";

describe("an unexpected failure", () => {
	test("is logged and told without its details", async () => {
		const world = createBotWorld();
		Object.defineProperty(world.turns, "reading", {
			get() {
				throw new Error("secret detail");
			},
		});
		await world.use(commandInteraction("balance", { user: "156" }));
		expect(world.replies.lastText()).toContain("Something went wrong on our side; it was logged.");
		expect(world.replies.lastText()).not.toContain("secret detail");
		expect(world.ports.logged).toMatchObject([
			{ level: "error", event: "interaction-failed" },
			{ event: "interaction" },
		]);
	});

	test("before the first answer becomes the first answer", async () => {
		const world = createBotWorld();
		Object.defineProperty(world.turns, "reading", {
			get() {
				throw new Error("secret detail");
			},
		});
		const refused = { ok: false, retriable: false, code: "10015" } as const;
		world.replies.nextResults.push({ ok: true }, refused);
		await world.use(commandInteraction("balance", { user: "156" }));
		expect(world.replies.sent.map(({ call }) => call)).toEqual(["defer", "edit", "reply"]);
		expect(world.replies.sent[2]).toMatchObject({ ephemeral: true });
	});

	test("never leaves the handler, not even when Discord's side throws", async () => {
		const world = createBotWorld();
		const broken = () => Promise.reject(new Error("gone"));
		const replies = {
			defer: broken,
			deferUpdate: broken,
			reply: broken,
			openModal: broken,
			suggest: broken,
			edit: broken,
			sayAside: broken,
		};
		await world.bot.handleInteraction(commandInteraction("give", { user: "156", amount: 5 }), replies);
		expect(world.ports.logged.map(({ event }) => event)).toEqual([
			"interaction-failed",
			"internal-error-not-told",
			"interaction",
		]);
		expect(world.ledger.requests).toEqual([]);
	});
});

test.each([
	["a command", () => commandInteraction("mint", {}), "not-found"],
	["a button of no kind", () => buttonInteraction("mint"), "button-unknown"],
	["a button without our mark", () => buttonInteraction("audit:all:5:first:zzzzzz:AAAAAAAAAAAA"), "button-unknown"],
] as const)("%s the bot does not know is refused", async (_name, make, code) => {
	const world = createBotWorld();
	await world.use(make());
	expect(world.replies.sent).toMatchObject([{ call: "reply", ephemeral: true }]);
	expect(world.replies.lastText()).toContain(code);
});

test("a button that was marked for another kind, or is too old, is refused", async () => {
	const world = createBotWorld();
	await world.use(world.button("mint", "1"));
	expect(world.replies.lastText()).toContain("button-unknown");
	const old = world.button("audit", "5,,,,,,,,");
	await world.ports.advance(3_600_000);
	await world.use(old);
	expect(world.replies.lastText()).toContain("button-expired");
	expect(world.auditQueries).toEqual([]);
});

describe("typing into an option with suggestions", () => {
	const suggested = (world: ReturnType<typeof createBotWorld>) =>
		world.replies.sent.flatMap((sent) => (sent.call === "suggest" ? sent.choices.map(({ name }) => name) : ["?"]));

	test.each([
		["", RIGHT_NAMES.map((right) => `/${right}`)],
		["/D", ["/deduct", "/audit", "/diagnose"]],
		["dance", []],
	])("offers for %p %p", async (typed, names) => {
		const world = createBotWorld();
		await world.use(typingInteraction("rights", "command", typed, { permissions: "8" }));
		expect(suggested(world)).toEqual([...names]);
	});

	test.each([
		["to who may not use the command", typingInteraction("rights", "command", "")],
		["in another server", typingInteraction("rights", "command", "", { permissions: "8", guildId: "1" })],
		["for an option without suggestions", typingInteraction("give", "reason", "a")],
		["for a command that is not there", typingInteraction("dance", "user", "a", { permissions: "8" })],
	])("offers nothing %s", async (_name, interaction) => {
		const world = createBotWorld();
		await world.use(interaction);
		expect([world.replies.sent.length, suggested(world)]).toEqual([1, []]);
	});
});

describe("outside its own Discord server", () => {
	test.each([
		["in another server", "100000000000000002"],
		["in direct messages", null],
	])("%s every command is refused, seen by that member alone", async (_name, guildId) => {
		const world = createBotWorld();
		for (const { data } of COMMANDS) {
			await world.use(commandInteraction(data.name, { user: "156", amount: 5 }, { guildId, permissions: "8" }));
			expect(world.replies.sent.at(-1)).toMatchObject({ call: "reply", ephemeral: true });
			expect(world.replies.lastText()).toContain("wrong-guild");
		}
		expect(world.ledger.requests).toEqual([]);
	});
});

describe("a command with a cooldown", () => {
	test("waits a moment before the same member uses it again; others do not wait", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("balance", { user: "156" }));
		await world.use(commandInteraction("balance", { user: "156" }));
		expect(world.replies.lastText()).toContain("too-soon");
		await world.use(commandInteraction("balance", { user: "156" }, { member: "300000000000000002" }));
		expect(world.replies.lastText()).not.toContain("too-soon");
		await world.ports.advance(1_000);
		await world.use(commandInteraction("balance", { user: "156" }));
		expect(world.replies.lastText()).not.toContain("too-soon");
	});

	test("is not used up by what was wrong with its options", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("balance", { user: "?" }));
		await world.use(commandInteraction("balance", { user: "156" }));
		expect(world.replies.lastText()).not.toContain("too-soon");
	});
});

test("each use is logged with who, what and how it ended, and never with what was typed", async () => {
	const world = createBotWorld();
	await world.use(commandInteraction("give", { user: "156", amount: 5, reason: "a private word" }));
	await world.use(commandInteraction("give", { user: "156", amount: 0 }));
	const uses = world.ports.logged.filter(({ event }) => event === "interaction");
	expect(uses.map(({ facts }) => [facts?.["name"], facts?.["audit"], facts?.["outcome"]])).toEqual([
		["give", "money", "ok"],
		["give", "money", "amount-too-small"],
	]);
	expect(JSON.stringify(world.ports.logged)).not.toContain("a private word");
});

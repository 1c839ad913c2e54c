import { describe, expect, test } from "bun:test";
import { commandInteraction, createBotWorld, GUILD, STAFF_MEMBER } from "../testing/bot-world";
import { START } from "../testing/fake-ports";

const GIVE = { user: "builder_man", amount: 1_500, reason: "event *prize* 🎉" };
const SECONDS = 1_000;

describe("a command that moves money", () => {
	test("is deferred in the open, submitted, shown as working and then as done", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", GIVE, { id: "800000000000000001" }));
		expect(world.replies.sent.map(({ call }) => call)).toEqual(["defer", "edit"]);
		expect(world.replies.sent[0]).toEqual({ call: "defer", ephemeral: false });
		expect(world.replies.lastText()).toBe(
			[
				"+1,500 builder\\_man · Working",
				"Reason: event \\*prize\\* 🎉",
				"By: Mara",
				"Id: `discord:800000000000000001`",
			].join("\n"),
		);

		const settled = { state: "committed", balance: 12_345, revision: 4, settledAt: START } as const;
		world.ledger.change("discord:800000000000000001", settled);
		await world.ports.settle();
		expect(world.replies.lastText()).toBe(
			[
				"+1,500 builder\\_man · Done",
				"Balance **12,345**",
				"Reason: event \\*prize\\* 🎉",
				"By: Mara",
				"Id: `discord:800000000000000001`",
			].join("\n"),
		);
		expect(world.pendingReplies.rows).toEqual([]);
	});

	test("reaches the ledger with player, signed amount, reason and actor", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("deduct", { ...GIVE, reason: "a\nb", txn: "fine-7" }));
		expect(world.ledger.requests).toEqual([
			{
				guildId: GUILD,
				id: `txn:${GUILD}:fine-7`,
				userId: 156,
				userName: "builder_man",
				delta: -1_500,
				reason: "a b",
				actorId: STAFF_MEMBER,
				actorName: "Mara",
				actorLevel: "moderator",
			},
		]);
	});

	test("refused for lack of funds shows the sentence and the balance", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("deduct", { user: "156", amount: 50 }, { id: "800000000000000002" }));
		const outcome = { state: "refused", code: "insufficient-funds", balance: 30, settledAt: START } as const;
		world.ledger.change("discord:800000000000000002", outcome);
		await world.ports.settle();
		expect(world.replies.lastText()).toBe(
			[
				"−50 builder\\_man · Refused",
				"The wallet holds less than that. Nothing was changed.",
				"Balance **30**",
				"By: Mara",
				"Id: `discord:800000000000000002`",
			].join("\n"),
		);
	});

	test("that nobody executes says after ten seconds what it waits for", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", GIVE, { id: "800000000000000003" }));
		await world.ports.advance(10 * SECONDS);
		expect(world.replies.lastText()).toContain("No game server has answered yet.");
		world.ledger.change("discord:800000000000000003", { waiting: "held" });
		await world.ports.advance(50 * SECONDS);
		expect(world.replies.lastText()).toContain("Waiting: Another server holds this wallet.");
	});

	test("of the same content as an open one is warned about", async () => {
		const world = createBotWorld();
		const first = commandInteraction("give", GIVE, { id: "800000000000000004" });
		await world.use(first);
		world.ledger.similar = await world.ledger.find("discord:800000000000000004");
		await world.use(commandInteraction("give", GIVE, { id: "800000000000000005" }));
		expect(world.replies.lastText()).toContain("You gave the same <t:1767225600:R> and it is still open");
		expect(world.replies.lastText()).toContain("`discord:800000000000000004`");
	});
});

describe("a transaction id given before", () => {
	const TXN = { ...GIVE, txn: "prize-1" };
	const ID = `txn:${GUILD}:prize-1`;

	test("with the same content is marked as a repeat, with the first outcome and its time", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", TXN));
		world.ledger.change(ID, { state: "committed", balance: 1_500, settledAt: START });
		await world.use(commandInteraction("give", TXN));
		expect(world.replies.lastText()).toBe(
			[
				"+1,500 builder\\_man · Repeat of: Done",
				"**This transaction id was given before. Nothing was changed this time.**",
				"First outcome, <t:1767225600:f>:",
				"Balance **1,500**",
				"Reason: event \\*prize\\* 🎉",
				"By: Mara",
				`Id: \`${ID}\``,
			].join("\n"),
		);
		// Right behind another one: noted with others that may come.
		await world.ports.advance(1_000);
		expect(world.pendingReplies.rows).toEqual([]);
	});

	test("while the first is open follows the same command, and both replies show the outcome", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", TXN));
		await world.use(commandInteraction("give", TXN));
		expect(world.replies.lastText()).toContain("it is still on its way");
		const before = world.replies.sent.length;
		world.ledger.change(ID, { state: "committed", balance: 1_500, settledAt: START });
		await world.ports.settle();
		const outcomes = world.replies.sent.slice(before).flatMap((sent) => ("text" in sent ? [sent.text] : []));
		expect(outcomes.map((text) => text.split("\n")[0])).toEqual([
			"+1,500 builder\\_man · Done",
			"+1,500 builder\\_man · Repeat of: Done",
		]);
	});

	test("with other content is refused and shows what the id was first used for", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", TXN));
		await world.use(commandInteraction("give", { ...TXN, amount: 9 }));
		const text = world.replies.lastText();
		expect(text).toContain("Nothing was changed\nThis transaction id was already used for something else.");
		expect(text).toContain("It was first used <t:1767225600:f> for **+1,500 builder\\_man** (working).");
		expect(text).toContain("id-reused");
		expect(world.pendingReplies.rows).toHaveLength(1);
	});
});

describe("bad input", () => {
	test.each([
		["amount 0", { amount: 0 }, "amount-too-small", "at least 1"],
		["a negative amount", { amount: -1 }, "amount-too-small", "at least 1"],
		["a fraction", { amount: 1.5 }, "amount-not-whole", "whole number"],
		["NaN", { amount: Number.NaN }, "amount-not-whole", "whole number"],
		["an amount above the cap", { amount: 1_000_001 }, "amount-too-large", "It is 1,000,000."],
		["no amount", { amount: undefined }, "amount-not-whole", "whole number"],
		["no player", { user: undefined }, "unknown-user", "no such player"],
		["a Discord mention", { user: "<@300000000000000001>" }, "user-not-linked", "Roblox name or id"],
		["a long reason", { reason: "x".repeat(201) }, "reason-too-long", "200 characters"],
		["a bad transaction id", { txn: "a b" }, "txn-malformed", "1 to 40"],
	])("%s is refused at once, seen by the member alone", async (_name, change, code, words) => {
		const world = createBotWorld();
		await world.use(commandInteraction("give", { ...GIVE, ...change }));
		expect(world.replies.sent).toHaveLength(1);
		expect(world.replies.sent[0]).toMatchObject({ call: "reply", ephemeral: true });
		expect(world.replies.lastText()).toContain(words);
		expect(world.replies.lastText()).toContain(code);
		expect(world.ledger.requests).toEqual([]);
	});

	test.each([
		["unknown-user", "Roblox knows no such player, or has closed the account."],
		["lookup-failed", "Roblox could not be asked right now; try again."],
	] as const)("a lookup that ends as %s writes nothing", async (problem, sentence) => {
		const world = createBotWorld();
		world.turns.player = problem;
		await world.use(commandInteraction("give", GIVE));
		expect(world.replies.sent.map(({ call }) => call)).toEqual(["defer", "edit"]);
		expect(world.replies.lastText()).toContain(sentence);
		expect(world.ledger.requests).toEqual([]);
		expect(world.pendingReplies.rows).toEqual([]);
	});
});

describe("when something fails", () => {
	test("a first answer that Discord does not take stops the command before anything is written", async () => {
		const world = createBotWorld();
		world.replies.nextResults.push({ ok: false, retriable: false, code: "10062" });
		await world.use(commandInteraction("give", GIVE));
		expect(world.ledger.requests).toEqual([]);
		expect(world.replies.sent).toHaveLength(1);
		expect(world.ports.logged).toContainEqual({
			level: "warning",
			event: "first-answer-failed",
			facts: { code: "10062" },
		});
	});

	test("an interaction delivered twice is answered once", async () => {
		const world = createBotWorld();
		const interaction = commandInteraction("give", GIVE);
		await world.use(interaction);
		await world.use(interaction);
		expect(world.ledger.requests).toHaveLength(1);
		expect(world.replies.sent).toHaveLength(2);
	});

	test("an interaction whose reply an earlier process took up is left to that reply", async () => {
		const world = createBotWorld();
		const interaction = commandInteraction("give", GIVE, { id: "800000000000000008" });
		const address = { applicationId: interaction.applicationId, token: interaction.token };
		await world.pendingReplies.add({
			commandId: "discord:800000000000000008",
			address,
			createdAt: START,
			asker: undefined,
		});
		await world.use(interaction);
		expect(world.ledger.requests).toEqual([]);
		expect(world.replies.sent.map(({ call }) => call)).toEqual(["defer"]);
	});

	test("a journal that cannot write says so with the id, and keeps the reply for the next start", async () => {
		const world = createBotWorld();
		world.ledger.failure = new Error("disk full");
		await world.use(commandInteraction("give", GIVE, { id: "800000000000000009" }));
		expect(world.replies.lastText()).toContain("Something went wrong on our side; it was logged.");
		expect(world.replies.lastText()).toContain("`discord:800000000000000009`");
		expect(world.replies.lastText()).not.toContain("disk full");
		expect(world.pendingReplies.rows).toHaveLength(1);
	});
});

import { describe, expect, test } from "bun:test";
import { buttonInteraction, commandInteraction, createBotWorld } from "./testing/bot-world";

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
		expect(world.ports.logged).toMatchObject([{ level: "error", event: "interaction-failed" }]);
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
		const replies = { defer: broken, deferUpdate: broken, reply: broken, edit: broken };
		await world.bot.handleInteraction(commandInteraction("give", { user: "156", amount: 5 }), replies);
		expect(world.ports.logged.map(({ event }) => event)).toEqual(["interaction-failed", "internal-error-not-told"]);
		expect(world.ledger.requests).toEqual([]);
	});
});

test.each([
	["a command", commandInteraction("mint", {})],
	["a button", buttonInteraction("mint:1")],
])("%s the bot does not know is refused", async (_name, interaction) => {
	const world = createBotWorld();
	await world.use(interaction);
	expect(world.replies.lastText()).toContain("not-found");
});

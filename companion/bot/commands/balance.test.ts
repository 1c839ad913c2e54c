import { expect, test } from "bun:test";
import type { Receipt } from "../../../shared/wallet/receipt";
import { commandInteraction, createBotWorld } from "../testing/bot-world";
import { START } from "../testing/fake-ports";

const RECEIPT: Receipt = {
	revision: 12,
	commandId: "discord:8",
	seq: 3,
	source: "discord",
	kind: "applied",
	delta: 5,
	balance: 1_234_567,
	actor: "discord:3",
	reason: "",
	at: START / 1_000 - 60,
};
const FOUND = { kind: "found", balance: 1_234_567, revision: 12, readAt: START, last: RECEIPT } as const;

test("a known wallet shows balance, revision, age of the read and last transaction, to the member alone", async () => {
	const world = createBotWorld();
	world.turns.reading = FOUND;
	await world.use(commandInteraction("balance", { user: "156" }));
	expect(world.replies.sent[0]).toEqual({ call: "defer", ephemeral: true });
	expect(world.replies.lastText()).toBe(
		[
			"1,234,567 · builder\\_man",
			"Revision 12, read <t:1767225600:R>",
			"Last transaction: `discord:8`, <t:1767225540:R>",
		].join("\n"),
	);
});

test("a player who is in a game is said to be", async () => {
	const world = createBotWorld();
	world.turns.reading = { ...FOUND, lockedBy: "job" };
	await world.use(commandInteraction("balance", { user: "156" }));
	expect(world.replies.lastText()).toEndWith("In a game server right now.");
});

test("a last change by the game without an id is named as such", async () => {
	const world = createBotWorld();
	const { commandId: _commandId, ...byGame } = RECEIPT;
	world.turns.reading = { ...FOUND, last: byGame };
	await world.use(commandInteraction("balance", { user: "156" }));
	expect(world.replies.lastText()).toContain("Last transaction: by the game, <t:1767225540:R>");
});

test("a player without a wallet has 0 and no transactions yet", async () => {
	const world = createBotWorld();
	await world.use(commandInteraction("balance", { user: "156" }));
	expect(world.replies.lastText()).toBe("0 · builder\\_man\nNo transactions yet.");
});

test("a read that fails is never shown as 0", async () => {
	const world = createBotWorld();
	world.turns.reading = { kind: "unavailable" };
	await world.use(commandInteraction("balance", { user: "156" }));
	expect(world.replies.lastText()).toContain("The balance could not be read right now; try again.");
});

test("a Discord mention is refused with its own sentence", async () => {
	const world = createBotWorld();
	await world.use(commandInteraction("balance", { user: "<@300000000000000001>" }));
	expect(world.replies.sent).toHaveLength(1);
	expect(world.replies.lastText()).toContain("user-not-linked");
});

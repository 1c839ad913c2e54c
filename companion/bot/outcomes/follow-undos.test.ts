import { expect, test } from "bun:test";
import { createBotWorld, commandInteraction, buttonInteraction } from "../testing/bot-world";

const MINUTE = 60_000;
const GONE = { ok: false, retriable: false, code: "10008" } as const;

type World = ReturnType<typeof createBotWorld>;

async function begin(): Promise<World> {
	const world = createBotWorld();
	await world.use(commandInteraction("reverse", { command: "discord:8" }));
	const sent = world.replies.sent.at(-1);
	const [button] = sent !== undefined && "body" in sent ? (sent.body.components[0]?.components ?? []) : [];
	await world.use(buttonInteraction(button?.custom_id ?? ""));
	return world;
}

const edits = (world: World) => world.replies.sent.filter(({ call }) => call === "edit").length;

test("what has not changed is not shown again", async () => {
	const world = await begin();
	const before = edits(world);
	await world.ports.advance(5 * MINUTE);
	expect(edits(world)).toBe(before);
});

test("the end is shown where it began, and told nowhere else", async () => {
	const world = await begin();
	world.undo.state = { isEnded: true, waiting: 0 };
	await world.ports.advance(2_000);
	expect(world.replies.lastText()).toContain("Taken back");
	expect(world.undo.untold).toBeUndefined();
	await world.ports.advance(60 * MINUTE);
	expect(world.messages.posted).toEqual([]);
});

test("an end that comes when the message can no longer be edited is sent to whoever asked, once", async () => {
	const world = await begin();
	await world.ports.advance(20 * MINUTE);
	expect(world.replies.lastText()).toContain("whoever began it is told how it ended");
	world.undo.state = { isEnded: true, waiting: 0 };
	await world.ports.advance(MINUTE);
	expect(world.messages.posted.map(({ to, id, post }) => [to, id, post.nonce])).toEqual([
		["member", "300000000000000001", "undo-3"],
	]);
	expect(world.messages.posted[0]?.text).toContain("Taken back");
	await world.ports.advance(60 * MINUTE);
	expect(world.messages.posted).toHaveLength(1);
	expect(world.undo.untold).toBeUndefined();
});

test("the same where the message was deleted", async () => {
	const world = await begin();
	world.replies.nextResults.push(GONE);
	world.undo.state = { waiting: 0, underWay: 1 };
	await world.ports.advance(2_000);
	world.undo.state = { isEnded: true, waiting: 0 };
	await world.ports.advance(MINUTE);
	expect(world.messages.posted).toHaveLength(1);
});

test("who takes no messages is not asked again, a failed call is", async () => {
	const world = await begin();
	await world.ports.advance(20 * MINUTE);
	world.messages.nextResults.push(
		{ ok: false, retriable: true, code: "500" },
		{ ok: false, retriable: false, code: "50007" },
	);
	world.undo.state = { isEnded: true, waiting: 0 };
	await world.ports.advance(60 * MINUTE);
	expect(world.messages.posted).toHaveLength(2);
	expect(world.ports.logged.filter(({ event }) => event === "undo-end-not-told")).toHaveLength(1);
	expect(world.undo.untold).toBeUndefined();
});

test("a stopped process edits nothing more, and leaves it to the next one", async () => {
	const world = await begin();
	const before = edits(world);
	await world.bot.stop();
	world.undo.state = { isEnded: true, waiting: 0 };
	await world.ports.advance(MINUTE);
	expect(edits(world)).toBe(before);
	expect(world.undo.untold).toMatchObject({ id: 3 });
	await world.bot.start(world.replies);
	await world.ports.settle();
	expect(world.replies.lastText()).toContain("Taken back");
	expect(world.undo.untold).toBeUndefined();
});

test("a process that starts when the message can no longer be edited sends the end", async () => {
	const world = await begin();
	await world.bot.stop();
	world.undo.state = { isEnded: true, waiting: 0 };
	await world.ports.advance(16 * MINUTE);
	await world.bot.start(world.replies);
	await world.ports.settle();
	expect(world.messages.posted).toHaveLength(1);
});

test("another message takes the place of the first", async () => {
	const world = await begin();
	const sent = world.replies.sent.at(-1);
	const buttons = sent !== undefined && "body" in sent ? (sent.body.components[0]?.components ?? []) : [];
	await world.use(buttonInteraction(buttons[1]?.custom_id ?? "", { id: "500000000000000077" }));
	world.undo.state = { isEnded: true, waiting: 0 };
	await world.ports.advance(2_000);
	const shown = world.replies.sent.flatMap((one) =>
		one.call === "edit" && one.text.includes("Taken back") ? [one.token] : [],
	);
	expect(shown).toEqual(["token-500000000000000077"]);
});

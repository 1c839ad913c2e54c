import { expect, test } from "bun:test";
import { join } from "node:path";
import { changeRequest, startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";
import { makeTempFolder } from "../testing/temp-folder";
import { ringDelayMilliseconds } from "./ring-schedule";

async function submit(world: TestCompanion, changes: Parameters<typeof changeRequest>[0] = {}) {
	await world.settled(world.companion.ledger.submit(changeRequest(changes)));
	await world.time.settle();
}

function messages(world: TestCompanion): unknown[] {
	return world.roblox.published.map(({ message }) => message);
}

test("rings come 0, 5, 10, 20, 50 and 80 s after the first", () => {
	let at = 0;
	const times = [0, 1, 2, 3, 4, 5].map((done) => (at += ringDelayMilliseconds(done)) / 1000);
	expect(times).toEqual([0, 5, 10, 20, 50, 80]);
});

test("an open command is rung again on that schedule, each time freshly issued", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const startedAt = Math.floor(world.time.clock.now() / 1000);
	await server.beat({ players: [77] });
	await submit(world);
	for (let second = 0; second < 54; second += 4) {
		await world.time.advance(4_000);
		await server.beat({ players: [77] });
	}
	const issued = world.roblox.published.map(({ message }) =>
		typeof message === "object" && message !== null && "issuedAt" in message
			? Number(message.issuedAt) - startedAt
			: NaN,
	);
	expect(issued).toEqual([0, 5, 10, 20, 50]);
});

test("without a live server a command waits, and the first server that comes is handed it", async () => {
	const world = startTestCompanion();
	await submit(world);
	await world.time.advance(60_000);
	expect(world.roblox.published).toEqual([]);
	const server = await startTestServer(world, "job-1");
	const { commands } = await server.beat();
	expect(commands).toMatchObject([{ id: "discord:1", to: "job-1", create: true }]);
	await world.time.settle();
	expect(world.roblox.published).toEqual([]);
	await world.time.advance(5_000);
	expect(messages(world)).toMatchObject([{ id: "discord:1", to: "job-1" }]);
});

test("each server is rung on a topic of its own; one that was told before there were such, on the one for all", async () => {
	const world = startTestCompanion();
	const [first, second] = [await startTestServer(world, "job-1"), await startTestServer(world, "job-2")];
	await first.beat({ players: [77] });
	await second.beat({ players: [78] });
	await submit(world);
	world.database.run("UPDATE game_server SET topic = NULL WHERE server_id = 'job-2'");
	await submit(world, { id: "discord:2", userId: 78 });
	expect(world.roblox.published).toMatchObject([
		{ topic: "discord-commands-job-1", message: { to: "job-1" } },
		{ topic: "discord-commands", message: { to: "job-2" } },
	]);
});

test("a designated server that goes silent is replaced by another one", async () => {
	const world = startTestCompanion();
	const first = await startTestServer(world, "job-1");
	await first.beat();
	await submit(world);
	const second = await startTestServer(world, "job-2");
	for (let seconds = 0; seconds < 50; seconds += 10) {
		expect((await second.beat()).commands).toEqual([]);
		await world.time.advance(10_000);
	}
	expect((await second.beat()).commands).toMatchObject([{ id: "discord:1", to: "job-2" }]);
});

test("a designated server that is closing is replaced at once, the player's own server is not", async () => {
	const world = startTestCompanion();
	const first = await startTestServer(world, "job-1");
	await first.beat({ players: [77] });
	await submit(world);
	await submit(world, { id: "discord:2", userId: 78 });
	const second = await startTestServer(world, "job-2");
	expect((await first.beat({ players: [77], closing: true })).commands).toMatchObject([{ id: "discord:1" }]);
	expect((await second.beat()).commands).toMatchObject([{ id: "discord:2", to: "job-2" }]);
});

test("what a server was handed comes again with its next regular heartbeat, not with each pull before", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.beat({ players: [77] });
	await submit(world);
	const pull = async () => (await server.beat({ players: [77] })).commands.map(({ id }) => id);
	expect(await pull()).toEqual(["discord:1"]);
	await submit(world, { id: "discord:2" });
	expect(await pull()).toEqual(["discord:2"]);
	await world.time.advance(1_500);
	expect(await pull()).toEqual([]);
	// Its second ring: whoever is rung and pulls gets it again.
	await world.time.advance(4_000);
	expect(await pull()).toEqual(["discord:1", "discord:2"]);
	expect(await pull()).toEqual([]);
	await world.time.advance(9_000);
	expect(await pull()).toEqual(["discord:1", "discord:2"]);
});

test("a command that one server was handed is handed to another one where its player came to", async () => {
	const world = startTestCompanion();
	const first = await startTestServer(world, "job-1");
	const second = await startTestServer(world, "job-2");
	await first.beat({ players: [77] });
	await submit(world);
	expect((await first.beat({ players: [77] })).commands).toHaveLength(1);
	expect((await second.beat({ players: [77] })).commands).toMatchObject([{ id: "discord:1", to: "job-2" }]);
});

test("a bystander is handed nothing", async () => {
	const world = startTestCompanion();
	const [owner, bystander] = [await startTestServer(world, "job-1"), await startTestServer(world, "job-2")];
	await owner.beat({ players: [77] });
	await bystander.beat({ players: [78] });
	await submit(world);
	expect((await bystander.beat({ players: [78] })).commands).toEqual([]);
	expect((await owner.beat({ players: [77] })).commands).toHaveLength(1);
});

test("of one wallet only the oldest three are rung; a pull brings all in order", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.beat({ players: [77] });
	for (let number = 1; number <= 5; number += 1) await submit(world, { id: `discord:${number}` });
	expect(messages(world)).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
	const { commands, more } = await server.beat({ players: [77] });
	expect(commands.map((command) => command.seq)).toEqual([1, 2, 3, 4, 5]);
	expect(more).toBe(false);
});

test("wallets take turns in a pull, each in the order of its numbers", async () => {
	const world = startTestCompanion();
	for (let number = 1; number <= 60; number += 1) await submit(world, { id: `discord:${number}`, userId: 77 });
	await submit(world, { id: "discord:other", userId: 78 });
	const { commands, more } = await (await startTestServer(world, "job-1")).beat();
	const ofFirst = commands.filter((command) => command.userId === 77).map((command) => command.seq);
	expect(ofFirst).toEqual(Array.from({ length: 49 }, (_, index) => index + 1));
	expect(commands.map((command) => command.id)).toContain("discord:other");
	expect(more).toBe(true);
});

test("many commands for one server at once become one bare ring, and a full pull says that more wait", async () => {
	const world = startTestCompanion();
	for (let number = 1; number <= 60; number += 1)
		await submit(world, { id: `discord:${number}`, userId: 100 + number });
	const server = await startTestServer(world, "job-1");
	const pulled = await server.beat();
	expect([pulled.commands.length, pulled.more]).toEqual([50, true]);
	await world.time.settle();
	expect(messages(world)).toEqual([{ v: 1, type: "ring", to: "job-1" }]);
});

test("a command too long for a message is rung and pulled", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.beat({ players: [77] });
	await submit(world, { reason: "🎉".repeat(190) });
	expect(messages(world)).toEqual([{ v: 1, type: "ring", to: "job-1" }]);
	const { commands } = await server.beat({ players: [77] });
	expect(commands).toMatchObject([{ reason: "🎉".repeat(190) }]);
});

test("at its end a command is sent again under its number as an empty one, and stays open", async () => {
	const world = startTestCompanion({ config: { commandLifetimeSeconds: 60 } });
	const server = await startTestServer(world, "job-1");
	await server.beat({ players: [77] });
	await submit(world);
	await world.time.advance(60_000);
	expect((await server.beat({ players: [77] })).commands).toMatchObject([{ seq: 1, delta: 50, empty: undefined }]);
	await world.time.advance(1_000);
	expect(world.roblox.published.at(-1)?.message).toMatchObject({ id: "discord:1", seq: 1, delta: 0, empty: true });
	const found = await world.settled(world.companion.ledger.find("discord:1"));
	expect([found?.state, found?.settledAt]).toEqual(["published", undefined]);
});

test("a publish that fails changes nothing but time: the next ring comes", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.beat({ players: [77] });
	world.roblox.next.push(new Response("", { status: 403 }));
	await submit(world);
	expect(messages(world)).toEqual([]);
	expect(world.log).toContainEqual({
		level: "warning",
		event: "publish-failed",
		facts: { code: "forbidden", operation: "publish", retriable: false, outcomeUnknown: false, status: 403 },
	});
	await world.time.advance(5_000);
	expect(messages(world)).toMatchObject([{ id: "discord:1" }]);
});

test("a companion started again on the same file goes on with what was open", async () => {
	const path = join(makeTempFolder(), "purser.sqlite");
	const before = startTestCompanion({ path });
	const server = await startTestServer(before, "job-1");
	await server.beat({ players: [77] });
	await submit(before);
	before.companion.stop();
	before.database.close();

	const after = startTestCompanion({ path, time: before.time });
	await after.time.advance(5_000);
	expect(messages(after)).toMatchObject([{ id: "discord:1", seq: 1, to: "job-1" }]);
	const repeated = await after.settled(after.companion.ledger.submit(changeRequest()));
	expect(repeated.kind).toBe("repeat");
	after.companion.stop();
	expect(after.time.pending()).toEqual([]);
	after.database.close();
});

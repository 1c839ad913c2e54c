import { describe, expect, test } from "bun:test";
import type { Decision } from "../audit/audit-entries";
import { changeRequest, startTestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";
import { outcomeOf } from "./settle-command";

describe("submitting", () => {
	test("gives each command of a wallet the next number", async () => {
		const world = startTestCompanion();
		for (const id of ["discord:1", "discord:2", "txn:900:rent"]) {
			await world.settled(world.companion.ledger.submit(changeRequest({ id })));
		}
		await world.settled(world.companion.ledger.submit(changeRequest({ id: "discord:4", userId: 78 })));
		const rows = world.database.query("SELECT id, seq, source, state FROM command ORDER BY number").all();
		expect(rows).toEqual([
			{ id: "discord:1", seq: 1, source: "discord", state: "pending" },
			{ id: "discord:2", seq: 2, source: "discord", state: "pending" },
			{ id: "txn:900:rent", seq: 3, source: "txn", state: "pending" },
			{ id: "discord:4", seq: 1, source: "discord", state: "pending" },
		]);
	});

	test("the same id with the same content again tells what became of the first", async () => {
		const world = startTestCompanion();
		const server = await startTestServer(world, "job-1");
		await world.settled(world.companion.ledger.submit(changeRequest()));
		const [command] = (await server.beat({ players: [77] })).commands;
		if (command === undefined) throw new Error("nothing was handed out");
		await server.ship([receiptOf(command)]);
		const again = await world.settled(world.companion.ledger.submit(changeRequest()));
		expect(again).toMatchObject({ kind: "repeat", command: { state: "committed", balance: 50, revision: 1 } });
		expect((await server.beat({ players: [77] })).commands).toEqual([]);
	});

	test("twice in one turn is one command", async () => {
		const world = startTestCompanion();
		const { ledger } = world.companion;
		const both = await world.settled(Promise.all([ledger.submit(changeRequest()), ledger.submit(changeRequest())]));
		expect(both.map(({ kind }) => kind)).toEqual(["accepted", "repeat"]);
	});

	test("by another of the staff, with the same content, is a repeat", async () => {
		const world = startTestCompanion();
		await world.settled(world.companion.ledger.submit(changeRequest()));
		const again = changeRequest({ actorId: "32", actorName: "other" });
		expect(await world.settled(world.companion.ledger.submit(again))).toMatchObject({
			kind: "repeat",
			command: { actorName: "mod" },
		});
	});

	test.each([
		["amount", { delta: 51 }],
		["sign", { delta: -50 }],
		["player", { userId: 78 }],
		["reason", { reason: "other" }],
		["guild", { guildId: "901" }],
	])("the same id with another %s is a conflict and writes nothing", async (_name, changes) => {
		const world = startTestCompanion();
		await world.settled(world.companion.ledger.submit(changeRequest()));
		const other = await world.settled(world.companion.ledger.submit(changeRequest(changes)));
		expect(other).toMatchObject({ kind: "conflict", command: { delta: 50, userId: 77, reason: "event prize" } });
		expect(world.database.query("SELECT count(*) AS count FROM command").get()).toEqual({ count: 1 });
	});

	test.each([
		["no amount", { delta: 0 }],
		["half an amount", { delta: 0.5 }],
		["no number", { delta: NaN }],
		["a line break in the reason", { reason: "a\nb" }],
		["an id without a source", { id: "1" }],
		["an id in another form", { id: "txn:900:a b" }],
	])("%s is our bug: nothing is written", async (_name, changes) => {
		const world = startTestCompanion();
		const work = world.companion.ledger.submit(changeRequest(changes)).then(
			() => "taken",
			() => "thrown",
		);
		expect(await world.settled(work)).toBe("thrown");
		expect(world.database.query("SELECT count(*) AS count FROM wallet").get()).toEqual({ count: 0 });
	});
});

test("a similar open command is found for ten minutes, and only while it is open", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const { ledger } = world.companion;
	await world.settled(ledger.submit(changeRequest()));
	const search = (changes: object) =>
		world.settled(ledger.findSimilarOpen(changeRequest({ id: "discord:2", ...changes })));
	expect(await search({})).toMatchObject({ id: "discord:1" });
	for (const changes of [{ delta: 51 }, { userId: 78 }, { actorId: "32" }, { id: "discord:1" }]) {
		expect(await search(changes)).toBeUndefined();
	}
	await world.time.advance(600_001);
	expect(await search({})).toBeUndefined();

	await world.settled(ledger.submit(changeRequest({ id: "discord:3" })));
	const { commands } = await server.beat({ players: [77] });
	await server.ship(commands.map((command) => receiptOf(command, { balance: command.seq * 50 })));
	expect(await search({})).toBeUndefined();
});

test("the same command is found for two minutes, whoever gave it and settled too, unless it had no effect", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const { ledger } = world.companion;
	await world.settled(ledger.submit(changeRequest({ actorId: "32" })));
	const search = (changes: object = {}) =>
		world.settled(ledger.findTwin(changeRequest({ id: "discord:2", ...changes })));
	expect(await search()).toMatchObject({ id: "discord:1", state: "pending" });
	for (const changes of [{ delta: 51 }, { userId: 78 }, { id: "discord:1" }])
		expect(await search(changes)).toBeUndefined();
	const { commands } = await server.beat({ players: [77] });
	await server.ship(commands.map((command) => receiptOf(command)));
	expect(await search()).toMatchObject({ id: "discord:1", state: "committed" });
	await world.settled(ledger.submit(changeRequest({ id: "discord:3", delta: -60 })));
	const next = await server.beat({ players: [77] });
	const refused = { kind: "refused", code: "insufficient-funds", delta: 0, balance: 50 } as const;
	await server.ship(next.commands.map((command) => receiptOf(command, refused)));
	expect(await search({ delta: -60 })).toBeUndefined();
	await world.time.advance(120_001);
	expect(await search()).toBeUndefined();
});

test("a listener that fails keeps no other from hearing, and one that left hears nothing", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const heard: string[] = [];
	world.companion.ledger.onSettled(() => {
		throw new Error("broken");
	});
	world.companion.ledger.onSettled(({ id }) => heard.push(id));
	world.companion.ledger.onSettled(() => heard.push("left"))();
	await world.settled(world.companion.ledger.submit(changeRequest()));
	const { commands } = await server.beat({ players: [77] });
	await server.ship(commands.map((command) => receiptOf(command)));
	expect(heard).toEqual(["discord:1"]);
	expect(world.alarms()).toEqual(["settled-listener-failed"]);
});

describe("the outcome of a receipt", () => {
	const base: Decision = { kind: "refused", code: null, delta: 0, balance: 5, revision: 2, at: 100 };
	const rows: [string, Partial<Decision>, object][] = [
		["applied: committed", { kind: "applied", delta: 5 }, { state: "committed", code: null, balance: 5, revision: 2 }],
		["overdraft: refused", { code: "insufficient-funds" }, { state: "refused", code: "insufficient-funds" }],
		["overflow: refused", { code: "balance-overflow" }, { state: "refused", code: "balance-overflow" }],
		["bad amount: refused", { code: "bad-amount" }, { state: "refused", code: "bad-amount" }],
		["expired: expired", { code: "expired" }, { state: "expired", code: "expired" }],
		["cancelled before its end: refused", { code: "cancelled" }, { state: "refused", code: "cancelled" }],
		["cancelled at its end: expired", { code: "cancelled", at: 200 }, { state: "expired", code: "expired" }],
	];
	test.each(rows)("%s", (_name, changes, expected) => {
		expect(outcomeOf({ ...base, ...changes }, { not_after: 200 })).toMatchObject(expected);
	});
});

import { expect, test } from "bun:test";
import { changeRequest, startTestCompanion, TEST_START, type TestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";

const SECOND = 1_000;

async function submit(world: TestCompanion, changes: Parameters<typeof changeRequest>[0]): Promise<void> {
	const submitted = await world.settled(world.companion.ledger.submit(changeRequest(changes)));
	expect(submitted.kind).toBe("accepted");
}

const trace = (world: TestCompanion, ...ids: string[]) => world.settled(world.companion.commandLives.trace(ids));

async function list(world: TestCompanion, text: string, actorId?: string): Promise<readonly string[]> {
	const found = await world.settled(world.companion.commandLives.listNewest({ text, actorId, count: 2 }));
	return found.map(({ id }) => id);
}

test("a command is traced from when it was given to its receipt", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await submit(world, { id: "discord:1" });
	expect(await trace(world, "discord:1")).toMatchObject({ life: { command: { state: "pending" } }, rows: [] });

	await world.time.advance(2 * SECOND);
	const [envelope] = (await server.beat({ players: [77] })).commands;
	if (envelope === undefined) throw new Error("nothing was handed out");
	const sent = await trace(world, "discord:1");
	expect(sent?.life).toMatchObject({ command: { state: "published" }, executor: "job-1" });
	expect(sent?.life?.sentAt).toBeGreaterThanOrEqual(TEST_START);

	await server.ship([receiptOf(envelope, { revision: 1, balance: 50 })]);
	expect(await trace(world, "discord:1")).toMatchObject({
		life: { command: { state: "committed", balance: 50, revision: 1 } },
		rows: [{ revision: 1, delta: 50, kind: "applied", commandId: "discord:1" }],
	});
});

test("who approved a command is part of its life", async () => {
	const world = startTestCompanion();
	await submit(world, { id: "discord:1", actorName: "Mara", approver: { id: "32", name: "Noel" } });
	const traced = await trace(world, "discord:1");
	expect(traced?.life?.command).toMatchObject({ actorName: "Mara", approverName: "Noel" });
});

test("the first id that is known is taken, and an unknown one is nothing", async () => {
	const world = startTestCompanion();
	await submit(world, { id: "txn:900:prize" });
	expect((await trace(world, "txn:900:other", "txn:900:prize"))?.life?.command.id).toBe("txn:900:prize");
	expect(await trace(world, "txn:900:other")).toBeUndefined();
});

test("a command of another Discord server is nothing", async () => {
	const world = startTestCompanion();
	await submit(world, { id: "discord:5", guildId: "901" });
	expect(await trace(world, "discord:5")).toBeUndefined();
	expect(await list(world, "")).toEqual([]);
});

test("an id of the game is known by the audit alone", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const game = { id: "", userId: 9, born: "life", epoch: 1, seq: 1, delta: 30, reason: "shop", actor: "game" };
	await server.ship([
		receiptOf({ ...game, source: "purchase" }, { revision: 1, balance: 30, commandId: "purchase:abc", seq: undefined }),
	]);
	const traced = await trace(world, "purchase:abc");
	expect(traced).toMatchObject({ rows: [{ commandId: "purchase:abc", delta: 30 }] });
	expect(traced?.life).toBeUndefined();
});

test("the newest are listed first, by what stands in id or names, and by who gave them", async () => {
	const world = startTestCompanion();
	await submit(world, { id: "discord:1", userName: "Builder", actorId: "31", actorName: "Mara" });
	await submit(world, { id: "txn:900:prize", userName: "Diver", actorId: "32", actorName: "Ben" });
	await submit(world, { id: "discord:3", userName: "Diver", actorId: "31", actorName: "Mara" });
	expect(await list(world, "")).toEqual(["discord:3", "txn:900:prize"]);
	expect(await list(world, "BUILD")).toEqual(["discord:1"]);
	expect(await list(world, "prize")).toEqual(["txn:900:prize"]);
	expect(await list(world, "mara")).toEqual(["discord:3", "discord:1"]);
	expect(await list(world, "", "32")).toEqual(["txn:900:prize"]);
	expect(await list(world, "%")).toEqual([]);
});

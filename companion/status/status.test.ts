import { expect, test } from "bun:test";
import { changeRequest, startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";
import type { Activity } from "./status-view";

function activityOf(world: TestCompanion): Activity {
	const { activity } = world.companion.readStatus();
	if (activity === undefined) throw new Error("the database can be used");
	return activity;
}

const submit = (world: TestCompanion, id: string, userId: number) =>
	world.settled(world.companion.ledger.submit(changeRequest({ id, userId })));

test("a companion that nobody has spoken to stands at nothing", () => {
	const status = startTestCompanion().companion.readStatus();
	expect(status.activity).toEqual({
		...{ servers: 0, players: 0, open: [], pace: undefined },
		audit: { rows: 0, slowestMilliseconds: undefined, walletsBehind: 0, rowsNotSearchable: 0 },
	});
	expect(status.budgets.map(({ name }) => name)).toContain("publish");
});

test("servers and players are those heard of lately, and nobody counts twice", async () => {
	const world = startTestCompanion();
	const first = await startTestServer(world, "job-1");
	const second = await startTestServer(world, "job-2");
	await first.beat({ players: [77, 78] });
	await second.beat({ players: [78] });
	expect(activityOf(world)).toMatchObject({ servers: 2, players: 2 });
	await world.time.advance(40_000);
	await second.beat({ players: [78] });
	await world.time.advance(10_000);
	expect(activityOf(world)).toMatchObject({ servers: 1, players: 1 });
});

test("open commands are counted by what they wait for, and settled ones set the pace", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const givenAt = world.time.clock.now();
	await submit(world, "discord:1", 77);
	await submit(world, "discord:2", 78);
	expect(activityOf(world).open).toEqual([{ count: 2, oldestAt: givenAt, waiting: undefined }]);

	const { commands } = await server.beat({ players: [77] });
	await world.time.advance(3_000);
	const done = commands.find(({ userId }) => userId === 77);
	if (done === undefined) throw new Error("it was not handed out");
	await server.ship([receiptOf(done, { revision: 1, balance: 50 })]);
	const { open, pace, audit } = activityOf(world);
	expect(open.map(({ count }) => count)).toEqual([1]);
	expect(pace).toMatchObject({ commands: 1, medianMilliseconds: pace?.worstMilliseconds });
	expect(pace?.worstMilliseconds).toBeGreaterThanOrEqual(3_000);
	expect(audit).toMatchObject({ rows: 1, rowsNotSearchable: 1 });
});

test("a database that cannot be used leaves what needs none", () => {
	const world = startTestCompanion();
	world.database.close();
	const { health, activity, budgets } = world.companion.readStatus();
	expect([health.status, activity, budgets.length > 0]).toEqual(["down", undefined, true]);
});

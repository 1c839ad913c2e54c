import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { readJournalLife } from "../database/journal-life";
import { createFakeRoblox, type FakeRoblox } from "../testing/fake-roblox";
import { get } from "../testing/get";
import { makeTempFolder } from "../testing/temp-folder";
import { changeRequest, startTestCompanion, type TestCompanion, type TestOptions } from "../testing/test-companion";
import { openSession, startTestServer } from "../testing/test-server";

const TEN_MINUTES = 600_000;

async function start(roblox: FakeRoblox, options: TestOptions = {}): Promise<TestCompanion> {
	const world = startTestCompanion({ config: { fence: true }, roblox, ...options });
	await world.time.settle();
	return world;
}

function fenceOf(roblox: FakeRoblox): unknown {
	return roblox.entries.get("purser-fence");
}

async function healthOf(world: TestCompanion): Promise<unknown> {
	return (await get(world, "/health")).body;
}

describe("a companion with the fence on", () => {
	test("puts up the fence of a store that has none, and moves it on every ten minutes", async () => {
		const roblox = createFakeRoblox();
		const world = await start(roblox);
		const { lineage } = readJournalLife(world.database);
		expect(fenceOf(roblox)).toEqual({ lineage, epoch: 1, tick: 1 });
		await world.time.advance(TEN_MINUTES);
		await world.time.advance(TEN_MINUTES);
		expect(fenceOf(roblox)).toEqual({ lineage, epoch: 1, tick: 3 });
		expect(readJournalLife(world.database)).toMatchObject({ tick: 3, tickIntent: 3 });
		expect(await healthOf(world)).toMatchObject({ status: "ok", dependencies: { fence: { status: "ok" } } });
	});

	test("takes commands but sends nothing while Roblox does not answer, and goes on once it does", async () => {
		const roblox = createFakeRoblox();
		roblox.next.push(...Array.from({ length: 5 }, () => new Response("", { status: 503 })));
		const world = await start(roblox);
		const submission = await world.settled(world.companion.ledger.submit(changeRequest()));
		expect(submission.kind).toBe("accepted");
		expect((await openSession(world, "job-1")).status).toBe(503);
		await world.time.advance(40_000);
		const server = await startTestServer(world, "job-1");
		expect((await server.beat({ players: [77] })).commands).toMatchObject([{ id: "discord:1" }]);
	});

	test("finds the fence of another database: it only shows what it knows", async () => {
		const roblox = createFakeRoblox();
		await start(roblox);
		const second = await start(roblox, { life: 2 });
		expect(second.alarms()).toEqual(["read-only"]);
		expect(await second.settled(second.companion.ledger.submit(changeRequest()))).toEqual({
			kind: "refused",
			code: "read-only",
		});
		expect((await openSession(second, "job-1")).status).toBe(503);
		expect(await healthOf(second)).toMatchObject({
			status: "degraded",
			dependencies: { fence: { status: "degraded" } },
		});
	});

	test("on a copy of the database: whichever ticks second is shut out", async () => {
		const folder = makeTempFolder();
		const roblox = createFakeRoblox();
		const first = await start(roblox, { path: join(folder, "one.sqlite") });
		first.database.run(`VACUUM INTO '${join(folder, "two.sqlite")}'`);
		const copy = await start(roblox, { path: join(folder, "two.sqlite"), life: 2 });
		expect(copy.alarms()).toEqual([]);
		await first.time.advance(TEN_MINUTES);
		expect(first.alarms()).toEqual(["read-only"]);
		await copy.time.advance(3 * TEN_MINUTES);
		expect(copy.alarms()).toEqual([]);
	});

	test("on a copy older than the last tick: shut out at its start", async () => {
		const folder = makeTempFolder();
		const roblox = createFakeRoblox();
		const first = await start(roblox, { path: join(folder, "one.sqlite") });
		first.database.run(`VACUUM INTO '${join(folder, "two.sqlite")}'`);
		await first.time.advance(TEN_MINUTES);
		const copy = await start(roblox, { path: join(folder, "two.sqlite"), life: 2 });
		expect(copy.log.find((entry) => entry.event === "read-only")?.facts).toMatchObject({ problem: "older-copy" });
	});

	test("two processes on one file keep each other's ticks", async () => {
		const path = join(makeTempFolder(), "purser.sqlite");
		const roblox = createFakeRoblox();
		const first = await start(roblox, { path });
		const second = await start(roblox, { path, time: first.time, life: 2 });
		await first.time.advance(5 * TEN_MINUTES);
		expect([...first.alarms(), ...second.alarms()]).toEqual([]);
		expect(readJournalLife(first.database)).toMatchObject({ tick: 12 });
	});

	test("whose fence write was stored and its answer lost recognises its own tick", async () => {
		const roblox = createFakeRoblox();
		const path = join(makeTempFolder(), "purser.sqlite");
		const world = await start(roblox, { path });
		world.companion.stop();
		const { lineage } = readJournalLife(world.database);
		// As if the process had ended right after the write.
		world.database.run("UPDATE meta SET value = '2' WHERE key = 'fence_intent'");
		roblox.entries.set("purser-fence", { lineage, epoch: 1, tick: 2 });
		const next = await start(roblox, { path, life: 2 });
		expect(next.alarms()).toEqual([]);
		expect(fenceOf(roblox)).toEqual({ lineage, epoch: 1, tick: 3 });
	});

	test("whose fence was removed stops instead of putting up a new one", async () => {
		const roblox = createFakeRoblox();
		const world = await start(roblox);
		roblox.entries.delete("purser-fence");
		await world.time.advance(TEN_MINUTES);
		expect(world.log.find((entry) => entry.event === "read-only")?.facts).toMatchObject({ problem: "fence-gone" });
	});
});

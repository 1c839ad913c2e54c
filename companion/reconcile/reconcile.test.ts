import { describe, expect, test } from "bun:test";
import { get } from "../testing/get";
import { changeRequest, startTestCompanion, type TestCompanion, type TestOptions } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";

const ON: TestOptions = { config: { companionExecutor: true } };

async function start(options: TestOptions = ON) {
	const world = startTestCompanion(options);
	await world.settled(world.companion.ledger.submit(changeRequest()));
	return world;
}

async function outcome(world: TestCompanion) {
	return await world.settled(world.companion.ledger.find("discord:1"));
}

async function healthOf(world: TestCompanion, name: string): Promise<unknown> {
	const { body } = await get(world, "/health");
	const dependencies = typeof body === "object" && body !== null && "dependencies" in body ? body.dependencies : {};
	return Object.entries(dependencies ?? {}).find(([key]) => key === name)?.[1];
}

function writes(world: TestCompanion): Request[] {
	return world.roblox.requests.filter(({ method }) => method === "POST");
}

/** Answers of the next read and the next write. */
function script(world: TestCompanion, read: Response, write: Response | "no answer"): void {
	world.roblox.next.push(read, write);
}

const absent = () => new Response("{}", { status: 404 });

describe("without a live game server", () => {
	test("a command is applied by a write on the condition that there is no entry yet", async () => {
		const world = await start();
		script(world, absent(), new Response("{}"));
		await world.time.advance(50_000);
		const [request] = writes(world);
		expect(new URL(request?.url ?? "").searchParams.get("exclusiveCreate")).toBe("true");
		expect(await outcome(world)).toMatchObject({ state: "committed", balance: 50, revision: 1 });
		expect(world.companion.auditReader.list({ userId: 77, limit: 5 })?.rows).toMatchObject([
			{ revision: 1, commandId: "discord:1", delta: 50 },
		]);
	});

	test("nothing is read or written before servers had their time to speak", async () => {
		const world = await start();
		await world.time.advance(44_000);
		expect(world.roblox.requests).toEqual([]);
	});

	test("nothing is written while the executor is off, and the health report says so", async () => {
		const world = await start({});
		await world.time.advance(600_000);
		expect(writes(world)).toEqual([]);
		expect(await outcome(world)).toMatchObject({ state: "pending" });
		expect(await healthOf(world, "companionExecutor")).toEqual({
			status: "ok",
			reason: "off: without a live game server commands wait",
		});
	});

	test.each([409, 412])("a race that was lost (%d) is decided again on what is there now", async (status) => {
		const world = await start();
		script(world, absent(), new Response("{}", { status }));
		script(world, absent(), new Response("{}"));
		await world.time.advance(50_000);
		expect(writes(world)).toHaveLength(2);
		expect(await outcome(world)).toMatchObject({ state: "committed", balance: 50 });
	});

	test("a write that is refused concludes nothing, is said in the health report, and is tried again later", async () => {
		const world = await start();
		script(world, absent(), new Response("{}", { status: 403 }));
		await world.time.advance(46_000);
		expect(await outcome(world)).toMatchObject({ state: "published" });
		expect(await healthOf(world, "companionExecutor")).toEqual({
			status: "degraded",
			reason: "the last write failed: forbidden with status 403",
		});
		script(world, absent(), new Response("{}"));
		await world.time.advance(10_000);
		expect(await outcome(world)).toMatchObject({ state: "committed" });
		expect(await healthOf(world, "companionExecutor")).toEqual({ status: "ok" });
	});

	test("an entry in no known form is left alone, and people are told once", async () => {
		const world = await start();
		world.roblox.entries.set("Player_77", { Data: {}, MetaData: {} });
		await world.time.advance(300_000);
		expect(writes(world)).toEqual([]);
		expect(world.alarms()).toEqual(["wallet-unreadable"]);
		expect(await outcome(world)).toMatchObject({ waiting: "wallet-unreadable" });
	});

	test("a locked entry is left alone, and the command says that it is held", async () => {
		const world = await start();
		const MetaData = { ActiveSession: [5, "job-9"], SessionLoadCount: 1, LastUpdate: 1_000 };
		world.roblox.entries.set("Player_77", { Data: {}, MetaData, GlobalUpdates: [0, []] });
		await world.time.advance(60_000);
		expect(writes(world)).toEqual([]);
		expect(await outcome(world)).toMatchObject({ state: "published", waiting: "held" });
	});
});

test("with a live server the companion leaves commands to it", async () => {
	const world = startTestCompanion(ON);
	const server = await startTestServer(world, "job-1");
	await server.beat();
	await world.settled(world.companion.ledger.submit(changeRequest()));
	for (let second = 0; second < 120; second += 10) {
		await world.time.advance(10_000);
		await server.beat();
	}
	expect(world.roblox.requests.filter(({ url }) => url.includes("entryKey"))).toEqual([]);
});

test("once a server is live, it gets the command that the companion could not bring to an end", async () => {
	const world = await start();
	script(world, absent(), "no answer");
	script(world, absent(), "no answer");
	await world.time.advance(46_000);
	const server = await startTestServer(world, "job-1");
	const { commands } = await server.beat();
	expect(commands).toMatchObject([{ id: "discord:1", seq: 1, to: "job-1" }]);
});

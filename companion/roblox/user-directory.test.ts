import { describe, expect, test } from "bun:test";
import { createFakePorts } from "../bot/testing/fake-ports";
import { createScriptedCloud, status, type Scripted } from "./open-cloud/testing/scripted-cloud";
import { createUserDirectory, type PlayerQuery } from "./user-directory";

const ANN = { id: 156, name: "ann_1", displayName: "Ann" };
const BY_NAME = { kind: "name", name: "Ann_1" } as const;
const BY_ID = { kind: "id", userId: 156 } as const;
const FOUND = { ok: true, value: { userId: 156, name: "ann_1" } } as const;
const UNKNOWN = { ok: false, error: "unknown-user" } as const;
const FAILED = { ok: false, error: "lookup-failed" } as const;

function createWorld(...answers: Scripted[]) {
	const ports = createFakePorts();
	const inGame = new Map<number, string>();
	const cloud = createScriptedCloud();
	cloud.answers.push(...answers);
	const directory = createUserDirectory(ports, cloud.cloud.users, { nameInGame: (userId) => inGame.get(userId) });
	const find = (query: typeof BY_NAME | typeof BY_ID | { kind: "name"; name: string }) =>
		cloud.run(directory.find(query));
	const findAll = (queries: readonly PlayerQuery[]) => cloud.run(directory.findAll(queries));
	return { ...cloud, ports, inGame, find, findAll };
}

function named(): Response {
	return Response.json({ data: [{ ...ANN, requestedUsername: "Ann_1" }] });
}

const nobody = () => Response.json({ data: [] });

test("a name leads to the id and to the name as Roblox writes it", async () => {
	expect(await createWorld(named()).find(BY_NAME)).toEqual(FOUND);
});

test("an id leads to the name", async () => {
	expect(await createWorld(Response.json({ data: [ANN] })).find(BY_ID)).toEqual(FOUND);
});

test.each([BY_NAME, BY_ID])("who is unknown or terminated is refused (%p)", async (query) => {
	expect(await createWorld(nobody()).find(query)).toEqual(UNKNOWN);
});

test("an id is asked of Open Cloud when the interface without promises gives no answer", async () => {
	const world = createWorld(status(403), Response.json({ ...ANN, id: "156" }));
	expect(await world.find(BY_ID)).toEqual(FOUND);
	expect(world.sent()).toEqual(["POST /v1/users", "GET /cloud/v2/users/156"]);
});

describe("no usable answer is never taken for an unknown player", () => {
	test.each([
		["401", status(401)],
		["404", status(404)],
		["not JSON", new Response("<html>", { headers: { "content-type": "text/html" } })],
		["no list", Response.json({ users: [] })],
		["silence", "silence"],
	] as const)("%s", async (_name, answer) => {
		const world = createWorld(answer);
		expect(await world.find(BY_NAME)).toEqual(FAILED);
		expect(world.ports.logged).toMatchObject([{ event: "user-lookup-failed" }]);
	});
});

describe("who is in game", () => {
	test("is known by his id without asking Roblox, as his server called him", async () => {
		const world = createWorld();
		world.inGame.set(156, "ann_1");
		expect([await world.find(BY_ID), await world.findAll([BY_ID])]).toEqual([FOUND, [FOUND]]);
		expect(world.requests).toHaveLength(0);
	});

	test("is looked up once he left, and by a name, which may be somebody else's by now", async () => {
		const world = createWorld(named(), Response.json({ data: [{ ...ANN, name: "ann_2" }] }));
		world.inGame.set(156, "ann_1");
		expect(await world.find(BY_NAME)).toEqual(FOUND);
		world.inGame.clear();
		expect(await world.find(BY_ID)).toEqual({ ok: true, value: { userId: 156, name: "ann_2" } });
	});
});

describe("the cache", () => {
	test("answers for five minutes, whatever the case of the name", async () => {
		const world = createWorld(named(), named());
		await world.find(BY_NAME);
		await world.ports.advance(299_000);
		expect(await world.find({ kind: "name", name: "ANN_1" })).toEqual(FOUND);
		expect(world.requests).toHaveLength(1);
		await world.ports.advance(1_000);
		await world.find(BY_NAME);
		expect(world.requests).toHaveLength(2);
	});

	test("shares one lookup among all who ask for the same player meanwhile", async () => {
		const world = createWorld(named());
		const answers = await Promise.all([world.find(BY_NAME), world.find(BY_NAME), world.find(BY_NAME)]);
		expect(answers).toEqual([FOUND, FOUND, FOUND]);
		expect(world.requests).toHaveLength(1);
	});

	test("keeps no failures", async () => {
		const world = createWorld(status(400), nobody(), named());
		expect(await world.find(BY_NAME)).toEqual(FAILED);
		expect(await world.find(BY_NAME)).toEqual(UNKNOWN);
		expect(await world.find(BY_NAME)).toEqual(FOUND);
	});
});

describe("a list", () => {
	const numbered = (userId: number) => ({ id: userId, name: `player_${userId}`, displayName: "P" });

	test("takes one call for a hundred ids, and answers in the order of the questions", async () => {
		const ids = Array.from({ length: 100 }, (_, index) => 1_000 - index);
		const world = createWorld(Response.json({ data: ids.map(numbered).reverse() }));
		const found = await world.findAll(ids.map((userId) => ({ kind: "id", userId })));
		expect(found).toEqual(ids.map((userId) => ({ ok: true, value: { userId, name: `player_${userId}` } })));
		expect(world.sent()).toEqual(["POST /v1/users"]);
	});

	test("asks for a name once, however often and in whatever case it stands there", async () => {
		const world = createWorld(named());
		const queries = [BY_NAME, { kind: "name", name: "ANN_1" }, { kind: "name", name: "nobody" }] as const;
		expect(await world.findAll(queries)).toEqual([FOUND, FOUND, UNKNOWN]);
		expect(JSON.parse(world.requests[0]?.body ?? "")).toMatchObject({ usernames: ["ann_1", "nobody"] });
	});

	test("asks only for those who are not known yet", async () => {
		const world = createWorld(named(), Response.json({ data: [numbered(5)] }));
		await world.find(BY_NAME);
		const five = { ok: true, value: { userId: 5, name: "player_5" } } as const;
		expect(await world.findAll([{ kind: "id", userId: 5 }, BY_NAME])).toEqual([five, FOUND]);
		expect(world.sent()).toEqual(["POST /v1/usernames/users", "POST /v1/users"]);
		expect(await world.findAll([BY_NAME, { kind: "id", userId: 5 }])).toEqual([FOUND, five]);
		expect(world.requests).toHaveLength(2);
	});

	test("says of each one that it could not be looked up, and logs it once", async () => {
		const world = createWorld(status(400));
		expect(await world.findAll([BY_NAME, { kind: "name", name: "ben" }])).toEqual([FAILED, FAILED]);
		expect(world.ports.logged).toMatchObject([{ event: "user-lookup-failed" }]);
	});
});

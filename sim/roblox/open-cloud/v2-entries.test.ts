import { expect, test } from "bun:test";
import { isJsonObject, valueAt } from "../../json";
import { TestWorld } from "../testing/test-world";

const STORE = "/cloud/v2/universes/1/data-stores/S";
const ENTRY = `${STORE}/entries/Player_101`;
const ADDRESS = { store: "S", scope: "global", key: "Player_101" };

function setUp() {
	const world = new TestWorld();
	const send = async (method: string, path: string, body?: unknown) => {
		const response = await world.openCloud(method, path, body === undefined ? {} : { body: JSON.stringify(body) });
		const answer: unknown = await response.json();
		return { status: response.status, answer, headers: response.headers };
	};
	return { world, send, stored: () => world.roblox.stores.read(ADDRESS) };
}

/** A text in an answer. */
function textAt(answer: unknown, ...path: readonly (string | number)[]): string {
	const found = valueAt(answer, ...path);
	return typeof found === "string" ? found : "";
}

function idsOf(answer: unknown): readonly unknown[] {
	const entries = valueAt(answer, "dataStoreEntries");
	return Array.isArray(entries) ? entries.map((entry: unknown) => (isJsonObject(entry) ? entry["id"] : entry)) : [];
}

test("an entry is created once: the second time is a 400 and changes nothing", async () => {
	const { send, stored } = setUp();
	const path = `${STORE}/entries?id=Player_101`;
	const created = await send("POST", path, { value: { x: 1 }, users: ["users/101"], attributes: { a: "b" } });
	expect(created).toMatchObject({
		status: 200,
		answer: { id: "Player_101", state: "ACTIVE", value: { x: 1 }, users: ["users/101"], attributes: { a: "b" } },
	});
	expect(await send("POST", path, { value: 2 })).toMatchObject({ status: 400, answer: { code: "INVALID_ARGUMENT" } });
	expect(stored()).toMatchObject({ value: '{"x":1}', userIds: [101], metadata: { a: "b" } });
});

test("an update replaces everything, so that users and attributes left out are gone", async () => {
	const { send, stored } = setUp();
	await send("POST", `${STORE}/entries?id=Player_101`, { value: 1, users: ["users/101"], attributes: { a: "b" } });
	expect(await send("PATCH", ENTRY, { value: 2 })).toMatchObject({
		status: 200,
		answer: { users: [], attributes: {} },
	});
	expect(stored()).toMatchObject({ value: "2", userIds: [], metadata: {} });
	expect((await send("PATCH", ENTRY, { users: ["users/101"] })).status).toBe(400);
	expect((await send("PATCH", ENTRY, { value: 3, users: ["101"] })).status).toBe(400);
	expect(stored()?.value).toBe("2");
});

test("an update needs an entry, unless it may be missing; a revision in the path is part of the key", async () => {
	const { world, send, stored } = setUp();
	expect((await send("PATCH", ENTRY, { value: 1 })).status).toBe(404);
	expect((await send("PATCH", `${ENTRY}?allowMissing=false`, { value: 1 })).status).toBe(404);
	expect((await send("PATCH", `${ENTRY}?allowMissing=true`, { value: 1 })).status).toBe(200);
	expect(stored()?.value).toBe("1");
	expect((await send("PATCH", `${ENTRY}@latest?allowMissing=true`, { value: 2 })).status).toBe(200);
	expect(stored()?.value).toBe("1");
	expect(world.roblox.stores.read({ ...ADDRESS, key: "Player_101@latest" })?.value).toBe("2");
});

test("an update with the etag of an older entry is aborted and writes nothing", async () => {
	const { send, stored } = setUp();
	const created = await send("POST", `${STORE}/entries?id=Player_101`, { value: 1 });
	const etag = textAt(created.answer, "etag");
	expect((await send("PATCH", ENTRY, { value: 2, etag })).status).toBe(200);
	expect(await send("PATCH", ENTRY, { value: 3, etag })).toMatchObject({ status: 409, answer: { code: "ABORTED" } });
	expect(stored()?.value).toBe("2");
});

test("an entry is read at a revision, at the latest one and at a time", async () => {
	const { world, send } = setUp();
	const first = await send("POST", `${STORE}/entries?id=Player_101`, { value: 1 });
	await world.run(3_600);
	await send("PATCH", ENTRY, { value: 2 });
	const revision = textAt(first.answer, "revisionId");
	expect((await send("GET", `${ENTRY}@${revision}`)).answer).toMatchObject({ value: 1, id: `Player_101@${revision}` });
	expect((await send("GET", `${ENTRY}@latest`)).answer).toMatchObject({ value: 2, id: "Player_101" });
	const time = textAt(first.answer, "revisionCreateTime");
	expect((await send("GET", `${ENTRY}@latest:${time}`)).answer).toMatchObject({ value: 1 });
	expect((await send("GET", `${ENTRY}@latest:1960-01-01T00:00:00Z`)).status).toBe(400);
	expect((await send("GET", `${ENTRY}@latest:2999-01-01T00:00:00Z`)).status).toBe(400);
	expect((await send("GET", `${ENTRY}@unknown`)).status).toBe(404);
});

test("revisions are listed by pages, newest first, and a token goes only with the request it was given for", async () => {
	const { world, send } = setUp();
	for (const value of [1, 2, 3]) {
		await send("PATCH", `${ENTRY}?allowMissing=true`, { value });
		await world.run(3_600);
	}
	const first = await send("GET", `${ENTRY}:listRevisions?maxPageSize=2`);
	expect(idsOf(first.answer)).toHaveLength(2);
	const entry = valueAt(first.answer, "dataStoreEntries", 0);
	const fields = ["createTime", "etag", "id", "path", "revisionCreateTime", "revisionId", "state"];
	expect(isJsonObject(entry) ? Object.keys(entry).sort() : entry).toEqual(fields);
	const token = textAt(first.answer, "nextPageToken");
	const rest = await send("GET", `${ENTRY}:listRevisions?maxPageSize=2&pageToken=${token}`);
	expect(valueAt(rest.answer, "nextPageToken")).toBeUndefined();
	expect((await send("GET", `${ENTRY}:listRevisions?maxPageSize=3&pageToken=${token}`)).status).toBe(400);
	const oldest = textAt(rest.answer, "dataStoreEntries", 0, "revisionCreateTime");
	expect(textAt(first.answer, "dataStoreEntries", 0, "revisionCreateTime") > oldest).toBe(true);
	const filter = encodeURIComponent(`revision_create_time <= ${oldest}`);
	expect(idsOf((await send("GET", `${ENTRY}:listRevisions?filter=${filter}`)).answer)).toEqual(idsOf(rest.answer));
	expect((await send("GET", `${ENTRY}:listRevisions?filter=value`)).status).toBe(400);
});

test("ten are listed where nothing is asked for, by prefix, by scope, and removed ones only when asked for", async () => {
	const { world, send } = setUp();
	const write = (scope: string, key: string) =>
		world.roblox.stores.set({ store: "S", scope, key }, { value: "1", userIds: [], metadata: {} }, "server");
	for (let index = 10; index < 22; index += 1) write("global", `a${index}`);
	write("global", "b1");
	write("other", "b2");
	world.roblox.stores.remove({ store: "S", scope: "global", key: "b1" }, "server");
	const list = async (path: string, filter = "") =>
		idsOf((await send("GET", `${STORE}${path}filter=${encodeURIComponent(filter)}`)).answer);
	expect(await list("/entries?")).toHaveLength(10);
	expect(await list("/entries?maxPageSize=1000&")).toHaveLength(12);
	expect(await list("/entries?showDeleted=true&", 'id.startsWith("b")')).toEqual(["b1"]);
	expect(await list("/entries?", 'id.startsWith("global/a2")')).toEqual(["a20", "a21"]);
	expect(await list("/scopes/-/entries?", 'id.startsWith("other/")')).toEqual(["b2"]);
	expect(await list("/scopes/other/entries?")).toEqual(["b2"]);
	const stores = await send("GET", "/cloud/v2/universes/1/data-stores");
	expect(stores.answer).toMatchObject({ dataStores: [{ id: "S", state: "ACTIVE" }] });
});

test("writes draw on what the experience shares, and the refusal says when to come again", async () => {
	const { world, send } = setUp();
	const { budgets } = world.roblox;
	while (budgets.take("write")) continue;
	const refused = await send("PATCH", `${ENTRY}?allowMissing=true`, { value: 1 });
	expect(refused).toMatchObject({ status: 429, answer: { code: "RESOURCE_EXHAUSTED" } });
	expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
	expect(refused.headers.get("x-ratelimit-limit")).toBe("300, 300;w=60");
	expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
	expect((await send("GET", ENTRY)).status).toBe(404);
	expect(world.roblox.stores.history).toEqual([]);
});

test("four megabytes a minute on one key are the most, whatever budget is left", async () => {
	const { send } = setUp();
	const value = "x".repeat(2_000_000);
	for (const _ of [1, 2]) expect((await send("PATCH", `${ENTRY}?allowMissing=true`, { value })).status).toBe(200);
	const refused = await send("PATCH", ENTRY, { value });
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
});

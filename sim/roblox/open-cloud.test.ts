import { expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { ALL_SCOPES, TEST_KEY, TestWorld } from "./testing/test-world";

const V1 = "/datastores/v1/universes/1/standard-datastores/datastore/entries/entry?datastoreName=S&entryKey=Player_101";
const V2 = "/cloud/v2/universes/1/data-stores/S/entries/Player_101";

test("a v1 entry is set and read with its version, attributes, user ids and checksum", async () => {
	const world = new TestWorld();
	const headers = { "roblox-entry-attributes": '{"a":"b"}', "roblox-entry-userids": "[101]" };
	const written = await world.openCloud("POST", V1, { body: '{"x":1}', headers });
	expect(written.status).toBe(200);
	expect(await written.json()).toMatchObject({ deleted: false, contentLength: 7 });
	const read = await world.openCloud("GET", V1);
	expect(await read.text()).toBe('{"x":1}');
	expect(read.headers.get("roblox-entry-version")).toBe(world.roblox.stores.history[0]?.versionAfter ?? "");
	expect(read.headers.get("roblox-entry-attributes")).toBe('{"a":"b"}');
	expect(read.headers.get("roblox-entry-userids")).toBe("[101]");
	expect(read.headers.get("content-md5")).toBe(createHash("md5").update('{"x":1}').digest("base64"));
	expect(world.roblox.stores.history[0]?.writer).toBe("open-cloud");
});

test("a conditional v1 write lands on the version it names and on no other", async () => {
	const world = new TestWorld();
	expect((await world.openCloud("POST", `${V1}&exclusiveCreate=true`, { body: "1" })).status).toBe(200);
	expect((await world.openCloud("POST", `${V1}&exclusiveCreate=true`, { body: "2" })).status).toBe(412);
	const version = world.roblox.stores.history[0]?.versionAfter ?? "";
	expect((await world.openCloud("POST", `${V1}&matchVersion=${version}`, { body: "3" })).status).toBe(200);
	const stale = await world.openCloud("POST", `${V1}&matchVersion=${version}`, { body: "4" });
	expect(stale.status).toBe(412);
	expect(await stale.json()).toMatchObject({ error: "ABORTED" });
	expect(world.roblox.stores.history.map((write) => write.value)).toEqual(["1", "3"]);
});

test("a body that is not what its checksum says, or not JSON, changes nothing", async () => {
	const world = new TestWorld();
	expect((await world.openCloud("POST", V1, { body: "1", headers: { "content-md5": "AAAA" } })).status).toBe(400);
	expect((await world.openCloud("POST", V1, { body: "{" })).status).toBe(400);
	expect(world.roblox.stores.history).toEqual([]);
});

test("a removed entry answers 404 and its versions are still listed", async () => {
	const world = new TestWorld();
	await world.openCloud("POST", V1, { body: "1" });
	await world.run(3_600);
	expect((await world.openCloud("DELETE", V1)).status).toBe(204);
	expect((await world.openCloud("GET", V1)).status).toBe(404);
	expect((await world.openCloud("DELETE", V1)).status).toBe(404);
	const versions = V1.replace("entry?", "entry/versions?");
	expect(await (await world.openCloud("GET", versions)).json()).toMatchObject({
		versions: [{ deleted: false }, { deleted: true }],
	});
	expect(await (await world.openCloud("GET", `${versions}&sortOrder=Descending`)).json()).toMatchObject({
		versions: [{ deleted: true }, { deleted: false }],
	});
	const first = world.roblox.stores.history[0]?.versionAfter ?? "";
	const version = V1.replace("entry?", `entry/versions/version?versionId=${first}&`);
	expect(await (await world.openCloud("GET", version)).text()).toBe("1");
});

test("a v2 entry carries value, users, attributes and revision, and an absent one is NOT_FOUND", async () => {
	const world = new TestWorld();
	const missing = await world.openCloud("GET", V2);
	expect(missing.status).toBe(404);
	expect(await missing.json()).toMatchObject({ code: "NOT_FOUND" });
	const address = { store: "S", scope: "global", key: "Player_101" };
	const stored = world.roblox.stores.set(address, { value: '{"x":1}', userIds: [101], metadata: { a: 1 } }, "server");
	const found = await world.openCloud("GET", V2);
	expect(await found.json()).toMatchObject({
		id: "Player_101",
		revisionId: stored.version,
		state: "ACTIVE",
		value: { x: 1 },
		users: ["users/101"],
		attributes: { a: 1 },
	});
});

test("no key is 401, a key without the scope or for another universe 403, an unknown route 404", async () => {
	const scopes = ALL_SCOPES.filter((scope) => scope !== "universe-datastores.objects:create");
	const world = new TestWorld({ apiKeys: [{ key: TEST_KEY, scopes }] });
	const wrong = await world.openCloud("GET", V2, { headers: { "x-api-key": "wrong" } });
	expect(wrong.status).toBe(401);
	expect(await wrong.json()).toEqual({ errors: [{ code: 0, message: "Invalid API Key" }] });
	const forbidden = await world.openCloud("POST", V1, { body: "1" });
	expect(forbidden.status).toBe(403);
	expect(await forbidden.json()).toMatchObject({ error: "INSUFFICIENT_SCOPE" });
	expect((await world.openCloud("GET", V2.replace("universes/1", "universes/9"))).status).toBe(403);
	const unknown = await world.openCloud("GET", "/cloud/v2/nothing");
	expect(unknown.status).toBe(404);
	expect(await unknown.json()).toEqual({ errors: [{ code: 0, message: "NotFound" }] });
});

test("users are found by name regardless of case and by id, unknown ones are left out", async () => {
	const world = new TestWorld();
	const body = JSON.stringify({ usernames: ["ADA", "nobody"], excludeBannedUsers: false });
	const found = await world.openCloud("POST", "/v1/usernames/users", { body, headers: { "x-api-key": "" } });
	expect(await found.json()).toEqual({
		data: [{ requestedUsername: "ADA", hasVerifiedBadge: false, id: 101, name: "Ada", displayName: "Ada" }],
	});
	expect(await (await world.openCloud("GET", "/cloud/v2/users/102")).json()).toMatchObject({
		id: "102",
		displayName: "Benny",
	});
	expect((await world.openCloud("GET", "/cloud/v2/users/999")).status).toBe(404);
});

test("the list of game servers shows who is where and which servers ended how", async () => {
	const world = new TestWorld();
	const [first, second] = [await world.addServer(), await world.addServer()];
	world.roblox.join(101, first.jobId);
	world.roblox.crash(second.jobId);
	const path = "/server-management/v1/universes/1/places/2/versions/3/game-servers";
	expect(await (await world.openCloud("GET", path)).json()).toMatchObject({
		gameServers: [
			{ jobId: first.jobId, status: "active", playerIds: [101], occupancy: 1, shutDown: false },
			{ jobId: second.jobId, status: "crashed", playerIds: [], shutDown: true },
		],
		activeServersFetchError: false,
	});
	const page = await (await world.openCloud("GET", `${path}?MaxPageSize=1&PageToken=1`)).json();
	expect(page).toMatchObject({ gameServers: [{ jobId: second.jobId }], nextPageToken: null, totalCount: 2 });
});

test("the filter options name the place versions that have servers", async () => {
	const world = new TestWorld();
	const path = "/server-management/v1/universes/1/places/2/game-servers:filter-options?Filter=PlaceVersion";
	const none = await (await world.openCloud("GET", path)).json();
	expect(none).toEqual({ filters: { placeVersion: { field: "PlaceVersion", type: "Number", values: [] } } });
	await world.addServer();
	expect(await (await world.openCloud("GET", path)).json()).toMatchObject({
		filters: { placeVersion: { values: ["3"] } },
	});
});

test("the v1 pool ends at 300 reads a minute with 429, whatever the game does", async () => {
	const world = new TestWorld();
	const read = (): Promise<Response> =>
		world.roblox.openCloud.handle(new Request(`https://x.test${V1}`, { headers: { "x-api-key": TEST_KEY } }));
	const answers = Array.from({ length: 301 }, read);
	await world.run(1);
	const statuses = (await Promise.all(answers)).map((answer) => answer.status);
	expect(statuses.filter((status) => status === 404)).toHaveLength(300);
	expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});

test("answers carry the rate limit and a 429 of a route says when to come again", async () => {
	const world = new TestWorld();
	const path = "/server-management/v1/universes/1/places/2/versions/3/game-servers";
	const ask = (): Promise<Response> =>
		world.roblox.openCloud.handle(new Request(`https://x.test${path}`, { headers: { "x-api-key": TEST_KEY } }));
	const answers = Array.from({ length: 101 }, ask);
	await world.run(1);
	const all = await Promise.all(answers);
	expect(all[0]?.headers.get("x-ratelimit-limit")).toBe("100, 100;w=60");
	const refused = all.filter((answer) => answer.status === 429);
	expect(refused).toHaveLength(1);
	expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a lost answer rejects although the write landed", async () => {
	const world = new TestWorld({ faults: { http: { decide: () => ({ outcome: "answer-lost", delayMicros: 0 }) } } });
	const request = new Request(`https://x.test${V1}`, { method: "POST", body: "1", headers: { "x-api-key": TEST_KEY } });
	const answer = world.roblox.openCloud.handle(request).then(
		() => "answered",
		() => "rejected",
	);
	await world.run(1);
	expect(await answer).toBe("rejected");
	expect(world.roblox.stores.history).toHaveLength(1);
});

test("an aborted call rejects at once although its write lands later", async () => {
	const world = new TestWorld();
	const abort = new AbortController();
	const headers = { "x-api-key": TEST_KEY };
	const request = new Request(`https://x.test${V1}`, { method: "POST", body: "1", headers, signal: abort.signal });
	const answer = world.roblox.openCloud.handle(request).then(
		() => "answered",
		() => "rejected",
	);
	abort.abort();
	expect(await answer).toBe("rejected");
	expect(world.roblox.stores.history).toHaveLength(0);
	await world.run(1);
	expect(world.roblox.stores.history).toHaveLength(1);
});

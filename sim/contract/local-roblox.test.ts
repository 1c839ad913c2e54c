import { expect, test } from "bun:test";
import type { ApiKey } from "../roblox/open-cloud";
import { ALL_SCOPES, TEST_KEY, TestWorld } from "../roblox/testing/test-world";
import { operationOf } from "./check-exchange";
import type { Contract } from "./contract";
import { describeContract } from "./describe-contract";
import { recordExchanges } from "./record-exchanges";

const UNIVERSE = "/cloud/v2/universes/1";
const STORE = `${UNIVERSE}/data-stores/S`;
const ENTRY = `${STORE}/entries/Player_101`;
const V1 = "/datastores/v1/universes/1/standard-datastores/datastore";
const V1_ENTRY = `${V1}/entries/entry?datastoreName=S&entryKey=Player_102`;
const SERVERS = "/server-management/v1/universes/1/places/2";

const USUAL: ApiKey = { key: TEST_KEY, scopes: ALL_SCOPES };
const POWERLESS: ApiKey = { key: "powerless", scopes: [] };

interface Ask {
	/** An object is sent as JSON; a text as it is. */
	readonly body?: unknown;
	readonly key?: string;
	readonly headers?: Record<string, string>;
}

/** One world, a checker in front of its Open Cloud, and what was asked of it. */
function setUp(contract: Contract) {
	const users = [
		{ id: 101, name: "Ada", displayName: "Ada" },
		{ id: 102, name: "Ben", displayName: "Benny", isTerminated: true },
	];
	const world = new TestWorld({ users, apiKeys: [USUAL, POWERLESS] });
	const recording = recordExchanges(contract, world.roblox.openCloud.handle);
	const answered = new Set<string>();

	async function ask(method: string, path: string, { body, key, headers = {} }: Ask = {}): Promise<Response> {
		const isUsers = path.startsWith("/v1/");
		const url = `https://${isUsers ? "users" : "apis"}.roblox.com${path}`;
		const isKeyless = isUsers || path.startsWith("/api-keys/");
		const all = new Headers(isKeyless ? headers : { "x-api-key": key ?? TEST_KEY, ...headers });
		if (body !== undefined) all.set("content-type", "application/json");
		const text = typeof body === "string" ? body : JSON.stringify(body);
		const answer = recording.fetch(new Request(url, { method, headers: all, body: text ?? null }));
		await world.run(1);
		const response = await answer;
		if (response.ok) answered.add(operationOf(contract, method, new URL(url))?.id ?? "nothing described");
		return response;
	}
	return { world, recording, answered, ask };
}

/** Every operation that the local Roblox serves. */
const SERVED = [
	"Cloud_PublishUniverseMessage",
	"Cloud_GetUniverse",
	"Cloud_GetUser",
	"POST /v1/usernames/users",
	"POST /v1/users",
	"ApiKeys_Introspect",
	"GameServers_ListGameServers",
	"GameServers_GetFilterOptions",
	"Entries_ListKeysAsync",
	"Entries_GetEntryAsync",
	"Entries_SetEntryAsync",
	"Entries_DeleteEntryAsync",
	"Entries_ListEntryVersionsAsync",
	"Entries_GetEntryVersionAsync",
	"Cloud_ListDataStores",
	...["Cloud_ListDataStoreEntries__Using_Universes", "Cloud_ListDataStoreEntries__Using_Universes_DataStores"],
	...["Cloud_CreateDataStoreEntry__Using_Universes", "Cloud_CreateDataStoreEntry__Using_Universes_DataStores"],
	"Cloud_GetDataStoreEntry__Using_Universes_DataStores",
	"Cloud_GetDataStoreEntry__Using_Universes_DataStores_Scopes",
	"Cloud_UpdateDataStoreEntry__Using_Universes_DataStores",
	"Cloud_UpdateDataStoreEntry__Using_Universes_DataStores_Scopes",
	"Cloud_ListDataStoreEntryRevisions__Using_Universes_DataStores",
	"Cloud_ListDataStoreEntryRevisions__Using_Universes_DataStores_Scopes",
];

describeContract("the local Roblox against Roblox's own description", (contract) => {
	const { world, recording, answered, ask } = setUp(contract);

	/** All that was asked so far; only the answers once something was asked wrongly. */
	function expectAsDescribed(side?: "answer"): void {
		expect(recording.problems(side)).toEqual([]);
	}

	async function expectAnswers(asked: readonly (readonly [number, string, string, Ask?])[]): Promise<void> {
		const statuses: string[] = [];
		for (const [, method, path, how] of asked) statuses.push(`${(await ask(method, path, how)).status} ${path}`);
		expect(statuses).toEqual(asked.map(([status, , path]) => `${status} ${path}`));
	}

	const value = { Data: { coins: 5 } };

	test("entries of v2 are created, read, replaced and listed", async () => {
		const scoped = ENTRY.replace("/entries", "/scopes/global/entries");
		const full = { value, users: ["users/101"], attributes: { kind: "a" } };
		await expectAnswers([
			[200, "POST", `${STORE}/entries?id=Player_101`, { body: full }],
			[200, "POST", `${STORE}/scopes/other/entries?id=Player_101`, { body: { value: null } }],
			[200, "GET", ENTRY],
			[200, "GET", `${ENTRY}@latest`],
			[200, "GET", scoped],
			[200, "PATCH", ENTRY, { body: { value } }],
			[200, "PATCH", `${ENTRY}_new?allowMissing=true`, { body: full }],
			[200, "PATCH", scoped, { body: { value: 7 } }],
		]);
		await world.run(3_600);
		await expectAnswers([
			[200, "PATCH", ENTRY, { body: { value } }],
			[200, "GET", `${ENTRY}:listRevisions?maxPageSize=1`],
			[200, "GET", `${scoped}:listRevisions`],
			[200, "GET", `${UNIVERSE}/data-stores?maxPageSize=5`],
			[200, "GET", `${STORE}/entries?maxPageSize=1&showDeleted=true`],
			[200, "GET", `${STORE}/scopes/-/entries?filter=${encodeURIComponent('id.startsWith("global/")')}`],
		]);
		expectAsDescribed();
	});

	test("entries of v1 are written, read, listed and removed", async () => {
		const headers = { "roblox-entry-attributes": '{"a":"b"}', "roblox-entry-userids": "[102]" };
		await expectAnswers([
			[200, "POST", `${V1_ENTRY}&exclusiveCreate=true`, { body: value, headers }],
			[200, "POST", V1_ENTRY, { body: "[1]" }],
			[200, "GET", V1_ENTRY],
			[200, "GET", `${V1}/entries?datastoreName=S&limit=2`],
			[204, "DELETE", V1_ENTRY],
			[404, "GET", V1_ENTRY],
		]);
		const versions = V1_ENTRY.replace("entry?", "entry/versions?");
		await world.run(3_600);
		await expectAnswers([
			[200, "POST", V1_ENTRY, { body: "7" }],
			[200, "GET", `${versions}&sortOrder=Descending&limit=1`],
			[200, "GET", `${versions}&cursor=1`],
		]);
		const version = (await ask("GET", V1_ENTRY)).headers.get("roblox-entry-version") ?? "";
		await expectAnswers([
			[200, "GET", `${V1_ENTRY.replace("entry?", "entry/versions/version?")}&versionId=${version}`],
		]);
		expectAsDescribed();
	});

	test("messages, users, the universe, its servers and the key itself", async () => {
		const server = await world.addServer();
		world.roblox.join(101, server.jobId);
		world.roblox.crash((await world.addServer()).jobId);
		await expectAnswers([
			[200, "POST", `${UNIVERSE}:publishMessage`, { body: { topic: "t", message: "m" } }],
			[200, "GET", "/cloud/v2/users/101"],
			[200, "GET", UNIVERSE],
			[200, "POST", "/v1/usernames/users", { body: { usernames: ["ada", "ben"], excludeBannedUsers: true } }],
			[200, "POST", "/v1/users", { body: { userIds: [101, 102], excludeBannedUsers: false } }],
			[200, "GET", `${SERVERS}/versions/3/game-servers?MaxPageSize=1`],
			[200, "GET", `${SERVERS}/game-servers:filter-options?Filter=PlaceVersion`],
			[200, "POST", "/api-keys/v1/introspect", { body: { apiKey: TEST_KEY } }],
		]);
		expectAsDescribed();
	});

	test("what is asked as described and refused is answered in a documented shape", async () => {
		const body = { value: 1 };
		await expectAnswers([
			[400, "POST", `${STORE}/entries?id=Player_101`, { body }],
			[404, "GET", `${ENTRY}_none`],
			[404, "PATCH", `${ENTRY}_none`, { body }],
			[409, "PATCH", ENTRY, { body: { value: 1, etag: "stale" } }],
			[400, "GET", `${STORE}/entries?filter=nonsense`],
			[400, "GET", `${STORE}/entries?pageToken=nonsense`],
			[404, "GET", `${ENTRY}_none:listRevisions`],
			[412, "POST", `${V1_ENTRY}&matchVersion=stale`, { body: "1" }],
			[404, "GET", "/cloud/v2/users/999"],
			[404, "GET", "/cloud/v2/universes/9"],
			[401, "POST", "/api-keys/v1/introspect", { body: { apiKey: "unknown" } }],
			[400, "POST", "/v1/usernames/users", { body: { usernames: Array.from({ length: 101 }, () => "a") } }],
		]);
		const guarded: readonly (readonly [string, string, Ask?])[] = [
			["GET", ENTRY],
			["GET", V1_ENTRY],
			["GET", `${SERVERS}/versions/3/game-servers`],
			["POST", `${UNIVERSE}:publishMessage`, { body: { topic: "t", message: "m" } }],
		];
		await expectAnswers(guarded.map(([method, path, how]) => [403, method, path, { ...how, key: POWERLESS.key }]));
		await expectAnswers(guarded.map(([method, path, how]) => [401, method, path, { ...how, key: "unknown" }]));
		expectAsDescribed();
	});

	test("what is not asked as described is answered in a documented shape all the same", async () => {
		await expectAnswers([
			[400, "POST", `${STORE}/entries`, { body: { value: 1 } }],
			[400, "PATCH", ENTRY, { body: {} }],
			[400, "PATCH", ENTRY, { body: { value: 1, users: [101] } }],
			[400, "PATCH", `${ENTRY}?allowMissing=maybe`, { body: { value: 1 } }],
			[400, "POST", `${UNIVERSE}:publishMessage`, { body: { topic: "t" } }],
			[400, "POST", "/v1/users", { body: { userIds: Array.from({ length: 201 }, (_, id) => id) } }],
			[400, "POST", "/api-keys/v1/introspect", { body: {} }],
			[400, "GET", `${SERVERS}/game-servers:filter-options?Filter=Other`],
			[404, "GET", "/cloud/v2/nothing"],
		]);
		expectAsDescribed("answer");
	});

	test("too many requests are answered in a documented shape", async () => {
		const path = `https://apis.roblox.com${UNIVERSE}`;
		const ask = () => recording.fetch(new Request(path, { headers: { "x-api-key": TEST_KEY } }));
		const answers = Array.from({ length: 101 }, ask);
		await world.run(1);
		const refused = (await Promise.all(answers)).find(({ status }) => status === 429);
		expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
		expectAsDescribed("answer");
	});

	test("every operation that the local Roblox serves was answered", () => {
		expect([...answered].sort()).toEqual([...SERVED].sort());
	});
});

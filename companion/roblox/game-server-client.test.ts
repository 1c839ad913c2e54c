import { describe, expect, test } from "bun:test";
import { createFakeRoblox } from "../testing/fake-roblox";
import { createFakeTime } from "../testing/fake-time";
import { TEST_CONFIG } from "../testing/test-companion";
import { createGameServerClient } from "./game-server-client";

function setUp() {
	const time = createFakeTime(0);
	const roblox = createFakeRoblox();
	const ports = { ...time, fetch: roblox.fetch, random: { hex: () => "", fraction: () => 0.5 } };
	const client = createGameServerClient(ports, TEST_CONFIG);
	const run = async <Value>(work: Promise<Value>) => {
		await time.advance(120_000);
		return await work;
	};
	return { roblox, client, run };
}

describe("the list of running servers", () => {
	const versions = (values: unknown) =>
		Response.json({ filters: { placeVersion: { field: "PlaceVersion", type: "Number", values } } });
	const page = (body: object) =>
		Response.json({ shutdownServersFetchError: false, activeServersFetchError: false, nextPageToken: null, ...body });
	const running = (jobId: string) => ({ jobId, shutDown: false });

	test("takes every page of every version, without the servers that ended", async () => {
		const { roblox, client, run } = setUp();
		roblox.next.push(versions(["3", "4"]));
		roblox.next.push(page({ gameServers: [running("a"), { jobId: "b", shutDown: true }], nextPageToken: "t" }));
		roblox.next.push(page({ gameServers: [running("c")] }), page({ gameServers: [running("d")] }));
		const listed = await run(client.listRunningJobs(5));
		expect(listed.ok ? [...listed.value] : listed).toEqual(["a", "c", "d"]);
		expect(roblox.requests.map(({ url }) => url.slice("http://roblox.test".length))).toEqual([
			"/server-management/v1/universes/4711/places/5/game-servers:filter-options?Filter=PlaceVersion",
			"/server-management/v1/universes/4711/places/5/versions/3/game-servers?MaxPageSize=100",
			"/server-management/v1/universes/4711/places/5/versions/3/game-servers?MaxPageSize=100&PageToken=t",
			"/server-management/v1/universes/4711/places/5/versions/4/game-servers?MaxPageSize=100",
		]);
	});

	test.each([
		["running servers could not be read", { gameServers: [], activeServersFetchError: true }],
		["ended servers could not be read", { gameServers: [], shutdownServersFetchError: true }],
		["there is no list in it", { gameServers: null }],
		["a server has no job id", { gameServers: [{ shutDown: true }] }],
	])("is no list when %s", async (_name, body) => {
		const { roblox, client, run } = setUp();
		roblox.next.push(versions([3]), page(body));
		expect(await run(client.listRunningJobs(5))).toMatchObject({ ok: false, error: { kind: "unreadable" } });
	});

	test("is no list when the versions are in another form", async () => {
		const { roblox, client, run } = setUp();
		roblox.next.push(versions(["../x"]));
		expect(await run(client.listRunningJobs(5))).toMatchObject({ ok: false, error: { kind: "unreadable" } });
	});
});

import { describe, expect, test } from "bun:test";
import { createScriptedCloud } from "./testing/scripted-cloud";

describe("the list of running servers", () => {
	const versions = (values: unknown) =>
		Response.json({ filters: { placeVersion: { field: "PlaceVersion", type: "Number", values } } });
	const page = (body: object) =>
		Response.json({ shutdownServersFetchError: false, activeServersFetchError: false, nextPageToken: null, ...body });
	const running = (jobId: string) => ({ jobId, shutDown: false });
	const unreadable = { ok: false, error: { code: "unreadable", operation: "list-game-servers" } };

	test("takes every page of every version, without the servers that ended", async () => {
		const { answers, cloud, run, sent } = createScriptedCloud();
		answers.push(versions(["3", "4"]));
		answers.push(page({ gameServers: [running("a"), { jobId: "b", shutDown: true }], nextPageToken: "t" }));
		answers.push(page({ gameServers: [running("c")] }), page({ gameServers: [running("d")] }));
		const listed = await run(cloud.gameServers.listRunningJobs(5));
		expect(listed.ok ? [...listed.value] : listed).toEqual(["a", "c", "d"]);
		const place = "GET /server-management/v1/universes/4711/places/5";
		expect(sent()).toEqual([
			`${place}/game-servers:filter-options?Filter=PlaceVersion`,
			`${place}/versions/3/game-servers?MaxPageSize=100`,
			`${place}/versions/3/game-servers?MaxPageSize=100&PageToken=t`,
			`${place}/versions/4/game-servers?MaxPageSize=100`,
		]);
	});

	test.each([
		["running servers could not be read", { gameServers: [], activeServersFetchError: true }],
		["ended servers could not be read", { gameServers: [], shutdownServersFetchError: true }],
		["there is no list in it", { gameServers: null }],
		["a server has no job id", { gameServers: [{ shutDown: true }] }],
	])("is no list when %s", async (_name, body) => {
		const { answers, cloud, run } = createScriptedCloud();
		answers.push(versions([3]), page(body));
		expect(await run(cloud.gameServers.listRunningJobs(5))).toMatchObject(unreadable);
	});

	test("is no list when the versions are in another form", async () => {
		const { answers, cloud, run } = createScriptedCloud();
		answers.push(versions(["../x"]));
		expect(await run(cloud.gameServers.listRunningJobs(5))).toMatchObject(unreadable);
	});

	test("is no list when a page token comes again", async () => {
		const { answers, cloud, run, requests } = createScriptedCloud();
		const again = () => page({ gameServers: [running("a")], nextPageToken: "t" });
		answers.push(versions([3]), again(), again(), again());
		expect(await run(cloud.gameServers.listRunningJobs(5))).toMatchObject(unreadable);
		expect(requests).toHaveLength(3);
	});
});

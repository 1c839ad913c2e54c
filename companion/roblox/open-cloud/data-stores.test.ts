import { expect, test } from "bun:test";
import { createScriptedCloud, status } from "./testing/scripted-cloud";

const ADDRESS = { store: "s", key: "k" };
const ENTRIES = "/cloud/v2/universes/4711/data-stores/s/entries";

function revision(id: string, state = "ACTIVE") {
	return { id: `k@${id}`, revisionId: id, revisionCreateTime: "2026-01-02T03:04:05Z", state };
}

test("a key that holds an @ is asked for with a revision, or Roblox would take its end for one", async () => {
	const world = createScriptedCloud();
	await world.run(world.cloud.dataStores.get({ store: "s", key: "a@b/c" }));
	expect(world.sent()[0]).toBe(`GET ${ENTRIES}/a%40b%2Fc%40latest`);
});

test("an update without users and attributes clears them, so they are always sent", async () => {
	const world = createScriptedCloud();
	await world.run(world.cloud.dataStores.update(ADDRESS, { value: 1 }, { allowMissing: true }));
	expect(world.sent()[0]).toBe(`PATCH ${ENTRIES}/k?allowMissing=true`);
	expect(JSON.parse(world.requests[0]?.body ?? "")).toEqual({ value: 1, users: [], attributes: {} });
});

test("an entry that Roblox does not take stays the last problem, whatever looking into it answered", async () => {
	const world = createScriptedCloud();
	world.answers.push(status(400), status(404));
	await world.run(world.cloud.dataStores.create(ADDRESS, { value: 1 }));
	expect(world.cloud.lastProblem()).toMatchObject({ operation: "create-entry", code: "invalid-request" });
});

test("revisions are read page by page up to the limit", async () => {
	const world = createScriptedCloud();
	world.answers.push(
		Response.json({ dataStoreEntries: [revision("r4"), revision("r3", "DELETED")], nextPageToken: "t" }),
		Response.json({ dataStoreEntries: [revision("r2"), revision("r1")], nextPageToken: "u" }),
	);
	const listed = await world.run(world.cloud.dataStores.listRevisions(ADDRESS, 3));
	const createdAt = Date.UTC(2026, 0, 2, 3, 4, 5);
	expect(listed).toEqual({
		ok: true,
		value: [
			{ revision: "r4", createdAt, isDeleted: false },
			{ revision: "r3", createdAt, isDeleted: true },
			{ revision: "r2", createdAt, isDeleted: false },
		],
	});
	const list = `GET ${ENTRIES}/k:listRevisions?maxPageSize=3`;
	expect(world.sent()).toEqual([list, `${list}&pageToken=t`]);
});

test("a list without entries is empty: what is empty is left out of such answers", async () => {
	const world = createScriptedCloud();
	world.answers.push(Response.json({}));
	expect(await world.run(world.cloud.dataStores.listRevisions(ADDRESS, 3))).toEqual({ ok: true, value: [] });
});

test("pages share one deadline", async () => {
	const world = createScriptedCloud();
	world.answers.push(Response.json({ dataStoreEntries: [], nextPageToken: "t" }), "silence", "silence");
	let endedAt = 0;
	const listing = world.cloud.dataStores.listRevisions(ADDRESS, 3, { deadlineMilliseconds: 12_000 }).then((listed) => {
		endedAt = world.time.clock.now();
		return listed;
	});
	expect(await world.run(listing)).toMatchObject({ error: { code: "no-answer" } });
	expect(endedAt).toBe(12_000);
});

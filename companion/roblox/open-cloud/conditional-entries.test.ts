import { createHash } from "node:crypto";
import { describe, expect, test } from "bun:test";
import { createScriptedCloud, status } from "./testing/scripted-cloud";

const CONTENT = { value: { a: 1 }, users: [5, 6], attributes: { x: 2 } };

describe("version 1", () => {
	const setUp = () => {
		const world = createScriptedCloud();
		return { ...world, entries: world.cloud.conditionalEntries("Some store") };
	};
	const stored = (headers: Readonly<Record<string, string>>) =>
		Response.json({ a: 1 }, { headers: { "roblox-entry-version": "v7", ...headers } });

	test("an entry is read with all that a write has to give back", async () => {
		const { entries, answers, run, sent } = setUp();
		answers.push(stored({ "roblox-entry-userids": "[5, 6]", "roblox-entry-attributes": '{"x":2}' }));
		expect(await run(entries.read("k"))).toEqual({ ok: true, value: { ...CONTENT, version: "v7" } });
		expect(sent()).toEqual([
			"GET /datastores/v1/universes/4711/standard-datastores/datastore/entries/entry?datastoreName=Some+store&entryKey=k",
		]);
	});

	test.each([
		["5,6", '{"x":2}'],
		["[5,6]", ' {"x": 2} '],
	])("user ids come as %p too", async (userIds, attributes) => {
		const { entries, answers, run } = setUp();
		answers.push(stored({ "roblox-entry-userids": userIds, "roblox-entry-attributes": attributes }));
		expect(await run(entries.read("k"))).toMatchObject({ ok: true, value: CONTENT });
	});

	test.each([
		["no version", Response.json({ a: 1 })],
		["user ids that are none", stored({ "roblox-entry-userids": "[a]" })],
		["attributes that are no object", stored({ "roblox-entry-attributes": "[1]" })],
	])("an entry with %s is unreadable, or a write would lose something", async (_name, answer) => {
		const { entries, answers, run } = setUp();
		answers.push(answer);
		expect(await run(entries.read("k"))).toMatchObject({ error: { code: "unreadable" } });
	});

	test.each([404, 204])("%d is an entry that is not there", async (code) => {
		const { entries, answers, run } = setUp();
		answers.push(new Response(null, { status: code }));
		expect(await run(entries.read("k"))).toEqual({ ok: true, value: undefined });
	});

	test.each([
		["on a version", { version: "v7" }, "matchVersion=v7"],
		["on absence", "absent", "exclusiveCreate=true"],
	] as const)("a write %s says so, and sends everything with a checksum", async (_name, condition, query) => {
		const { entries, answers, run, requests } = setUp();
		answers.push(Response.json({}));
		expect(await run(entries.write("k", CONTENT, condition))).toEqual({ ok: true, value: undefined });
		const [{ request, body } = { request: new Request("http://none"), body: "" }] = requests;
		expect(request.method).toBe("POST");
		expect(new URL(request.url).search).toBe(`?datastoreName=Some+store&entryKey=k&${query}`);
		expect(body).toBe('{"a":1}');
		expect(Object.fromEntries(request.headers)).toEqual({
			"content-type": "application/json",
			"content-md5": createHash("md5").update('{"a":1}').digest("base64"),
			"roblox-entry-userids": "[5,6]",
			"roblox-entry-attributes": '{"x":2}',
			"x-api-key": "first-key",
		});
	});

	test.each([409, 412])("%d means that the condition does not hold", async (code) => {
		const { entries, answers, run } = setUp();
		answers.push(status(code));
		const written = await run(entries.write("k", CONTENT, "absent"));
		expect(written).toMatchObject({ error: { code: "condition-failed", outcomeUnknown: false } });
	});
});

describe("version 2", () => {
	const setUp = () => {
		const world = createScriptedCloud({ conditionalWrites: "v2" });
		return { ...world, entries: world.cloud.conditionalEntries("Some store") };
	};
	const PATH = "/cloud/v2/universes/4711/data-stores/Some%20store/entries";
	const stored = (changes = {}) =>
		Response.json({
			...{ revisionId: "r1", etag: "e1", state: "ACTIVE", id: "k" },
			...{ value: { a: 1 }, users: ["users/5", "users/6"], attributes: { x: 2 } },
			...changes,
		});

	test("an entry is read with its etag as what a write names", async () => {
		const { entries, answers, run, sent } = setUp();
		answers.push(stored());
		expect(await run(entries.read("k"))).toEqual({ ok: true, value: { ...CONTENT, version: "e1" } });
		expect(sent()).toEqual([`GET ${PATH}/k`]);
	});

	test("an entry without an etag cannot be written under a condition", async () => {
		const { entries, answers, run } = setUp();
		answers.push(stored({ etag: undefined }));
		expect(await run(entries.read("k"))).toMatchObject({ error: { code: "unreadable" } });
	});

	test("a deleted entry is not there", async () => {
		const { entries, answers, run } = setUp();
		answers.push(stored({ state: "DELETED", value: undefined }));
		expect(await run(entries.read("k"))).toEqual({ ok: true, value: undefined });
	});

	test("a write on a version sends the etag and everything else", async () => {
		const { entries, answers, run, sent, requests } = setUp();
		answers.push(stored({ etag: "e2" }));
		expect(await run(entries.write("k", CONTENT, { version: "e1" }))).toEqual({ ok: true, value: undefined });
		expect(sent()).toEqual([`PATCH ${PATH}/k`]);
		expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
			...{ value: { a: 1 }, users: ["users/5", "users/6"], attributes: { x: 2 }, etag: "e1" },
		});
	});

	test.each([409, 412, 404])("%d to it means that the condition does not hold", async (code) => {
		const { entries, answers, run } = setUp();
		answers.push(status(code));
		const written = await run(entries.write("k", CONTENT, { version: "e1" }));
		expect(written).toMatchObject({ error: { code: "condition-failed" } });
	});

	test("a write on absence creates, and 400 is looked into: the entry may be there", async () => {
		const { entries, answers, run, sent } = setUp();
		answers.push(status(400), stored());
		const written = await run(entries.write("k", CONTENT, "absent"));
		expect(written).toMatchObject({ error: { code: "condition-failed" } });
		expect(sent()).toEqual([`POST ${PATH}?id=k`, `GET ${PATH}/k`]);
	});

	test("400 for an entry that is not there is about what was sent", async () => {
		const { entries, answers, run } = setUp();
		answers.push(status(400), status(404));
		const written = await run(entries.write("k", CONTENT, "absent"));
		expect(written).toMatchObject({ error: { code: "invalid-request" } });
	});
});

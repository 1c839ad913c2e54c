import { describe, expect, test } from "bun:test";
import { createScriptedCloud, status } from "./testing/scripted-cloud";

const ANN = { id: 156, name: "ann_1", displayName: "Ann", hasVerifiedBadge: false };

describe("by id", () => {
	test("asks Open Cloud, which writes ids as text", async () => {
		const world = createScriptedCloud();
		world.answers.push(Response.json({ ...ANN, id: "156", path: "users/156" }));
		const found = await world.run(world.cloud.users.get(156));
		expect(found).toEqual({ ok: true, value: { userId: 156, name: "ann_1", displayName: "Ann" } });
		expect(world.sent()).toEqual(["GET /cloud/v2/users/156"]);
		expect(world.requests[0]?.request.headers.get("x-api-key")).toBe("first-key");
	});

	test("404 means that there is none", async () => {
		const world = createScriptedCloud();
		world.answers.push(status(404));
		expect(await world.run(world.cloud.users.get(156))).toEqual({ ok: true, value: undefined });
	});

	test("somebody else's answer is none", async () => {
		const world = createScriptedCloud();
		world.answers.push(Response.json({ ...ANN, id: "157" }));
		expect(await world.run(world.cloud.users.get(156))).toMatchObject({ error: { code: "unreadable" } });
	});
});

describe("in bulk", () => {
	test("names are asked for without a key and without terminated accounts, and found in any case", async () => {
		const world = createScriptedCloud();
		world.answers.push(Response.json({ data: [{ ...ANN, requestedUsername: "ANN_1" }] }));
		const found = await world.run(world.cloud.users.findByNames(["ANN_1", "nobody"]));
		expect(found.ok ? [...found.value] : found).toEqual([
			["ann_1", { userId: 156, name: "ann_1", displayName: "Ann" }],
		]);
		const [{ request, body } = { request: new Request("http://none"), body: "" }] = world.requests;
		expect(request.url).toBe("http://users.test/v1/usernames/users");
		expect(request.headers.get("x-api-key")).toBeNull();
		expect(JSON.parse(body)).toEqual({ usernames: ["ANN_1", "nobody"], excludeBannedUsers: true });
	});

	test("a former name leads to the user who had it", async () => {
		const world = createScriptedCloud();
		world.answers.push(Response.json({ data: [{ ...ANN, requestedUsername: "Old_Ann" }] }));
		const found = await world.run(world.cloud.users.findByNames(["Old_Ann"]));
		expect(found.ok && found.value.get("old_ann")?.name).toBe("ann_1");
	});

	test("ids likewise", async () => {
		const world = createScriptedCloud();
		world.answers.push(Response.json({ data: [ANN] }));
		expect(await world.run(world.cloud.users.findByIds([156, 999]))).toMatchObject({ value: [{ userId: 156 }] });
		expect(JSON.parse(world.requests[0]?.body ?? "")).toEqual({ userIds: [156, 999], excludeBannedUsers: true });
	});

	test("many are asked for in batches", async () => {
		const world = createScriptedCloud();
		world.answers.push(Response.json({ data: [] }), Response.json({ data: [] }), Response.json({ data: [] }));
		const names = Array.from({ length: 120 }, (_, index) => `name_${index}`);
		await world.run(world.cloud.users.findByNames(names));
		const asked = world.requests.map(({ body }): unknown => JSON.parse(body));
		expect(asked).toMatchObject([50, 100, 120].map((end, batch) => ({ usernames: names.slice(batch * 50, end) })));
	});

	test.each([
		["no list", { users: [] }],
		["a list of other things", { data: ["ann"] }],
		["an id of 0", { data: [{ ...ANN, id: 0 }] }],
		["a name that is none", { data: [{ ...ANN, name: "" }] }],
	])("%s is unreadable, not nobody", async (_name, body) => {
		const world = createScriptedCloud();
		world.answers.push(Response.json(body));
		expect(await world.run(world.cloud.users.findByNames(["x"]))).toMatchObject({ error: { code: "unreadable" } });
	});
});

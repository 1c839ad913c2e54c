import { describe, expect, test } from "bun:test";
import { createFakeRoblox } from "../testing/fake-roblox";
import { createFakeTime } from "../testing/fake-time";
import { TEST_CONFIG } from "../testing/test-companion";
import { createOpenCloudClient } from "./open-cloud-client";

function setUp() {
	const time = createFakeTime(0);
	const roblox = createFakeRoblox();
	const ports = { ...time, fetch: roblox.fetch, random: { hex: () => "", fraction: () => 0.5 } };
	const client = createOpenCloudClient(ports, TEST_CONFIG);
	const run = async <Value>(work: Promise<Value>) => {
		await time.advance(120_000);
		return await work;
	};
	return { time, roblox, client, run };
}

describe("publishing", () => {
	test("posts topic and message with the key, as version 2 of the API wants them", async () => {
		const { roblox, client, run } = setUp();
		expect(await run(client.publish("discord-commands", '{"a":1}'))).toEqual({ ok: true, value: undefined });
		const [request] = roblox.requests;
		expect([request?.method, request?.url]).toEqual([
			"POST",
			"http://roblox.test/cloud/v2/universes/4711:publishMessage",
		]);
		expect(request?.headers.get("x-api-key")).toBe("test-open-cloud-key");
		expect(roblox.published).toEqual([{ topic: "discord-commands", message: { a: 1 } }]);
	});

	test("tries again after trouble that may pass", async () => {
		const { roblox, client, run } = setUp();
		roblox.next.push(new Response("", { status: 503 }), "no answer", new Response("", { status: 429 }));
		expect(await run(client.publish("t", "{}"))).toMatchObject({ ok: true });
		expect(roblox.requests).toHaveLength(4);
	});

	test.each([400, 401, 403])("does not try again after %d", async (status) => {
		const { roblox, client, run } = setUp();
		roblox.next.push(new Response("", { status }));
		expect(await run(client.publish("t", "{}"))).toEqual({
			ok: false,
			error: { kind: "refused", operation: "publish", status },
		});
		expect(roblox.requests).toHaveLength(1);
	});

	test("gives up on an answer that never comes, and says that it is unknown", async () => {
		const time = createFakeTime(0);
		const ports = {
			...time,
			fetch: () => new Promise<Response>(() => undefined),
			random: { hex: () => "", fraction: () => 0.5 },
		};
		const work = createOpenCloudClient(ports, TEST_CONFIG).publish("t", "{}");
		await time.advance(120_000);
		expect(await work).toEqual({ ok: false, error: { kind: "no-answer", operation: "publish" } });
		expect(time.pending()).toEqual([]);
	});

	test("keeps to its budget: what would wait too long is not sent", async () => {
		const { roblox, client, run } = setUp();
		const results = await run(Promise.all(Array.from({ length: 120 }, () => client.publish("t", "{}"))));
		expect(results.filter((result) => !result.ok && result.error.kind === "throttled")).toHaveLength(10);
		expect(roblox.requests).toHaveLength(110);
	});
});

describe("reading an entry", () => {
	test("asks for the key in the store and answers value and version", async () => {
		const { roblox, client, run } = setUp();
		roblox.entries.set("Player_77", { Data: {} });
		expect(await run(client.readEntry("Player_77"))).toEqual({
			ok: true,
			value: { value: { Data: {} }, version: "v1" },
		});
		expect(roblox.requests[0]?.url).toBe(
			"http://roblox.test/datastores/v1/universes/4711/standard-datastores/datastore/entries/entry?datastoreName=EconomyWallet&entryKey=Player_77",
		);
	});

	test.each([404, 204])("takes %d for an absent entry", async (status) => {
		const { roblox, client, run } = setUp();
		roblox.next.push(new Response(null, { status }));
		expect(await run(client.readEntry("Player_77"))).toEqual({ ok: true, value: undefined });
	});

	test("says so when the answer is no JSON", async () => {
		const { roblox, client, run } = setUp();
		roblox.next.push(new Response("<html>"));
		expect(await run(client.readEntry("Player_77"))).toMatchObject({ ok: false, error: { kind: "unreadable" } });
	});
});

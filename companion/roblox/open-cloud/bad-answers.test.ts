import { afterAll, describe, expect, test } from "bun:test";
import { machinePorts } from "../../machine-ports";
import { createOpenCloud } from "./create-open-cloud";
import { ANSWER_BYTES_MAX } from "../../exchange";
import { createScriptedCloud, status } from "./testing/scripted-cloud";

const GOOD_ENTRY = { revisionId: "r1", etag: "e1", state: "ACTIVE", value: { a: 1 }, users: [], attributes: {} };

function json(body: unknown): Response {
	return Response.json(body);
}

function typed(text: string, type: string): Response {
	return new Response(text, { headers: { "content-type": type } });
}

/** Answers with status 200 that are none, each to a read. */
const BAD: readonly (readonly [string, () => Response])[] = [
	["empty", () => typed("", "application/json")],
	["not JSON", () => typed("all is well", "application/json")],
	["cut off", () => typed(JSON.stringify(GOOD_ENTRY).slice(0, 40), "application/json")],
	["a page of a proxy", () => typed("<!doctype html><title>Just a moment</title>", "text/html")],
	["JSON under another content type", () => typed(JSON.stringify(GOOD_ENTRY), "text/plain")],
	["a list", () => json([GOOD_ENTRY])],
	["without a revision", () => json({ ...GOOD_ENTRY, revisionId: undefined })],
	["with users that are bare ids", () => json({ ...GOOD_ENTRY, users: ["5"] })],
	["without a value", () => json({ ...GOOD_ENTRY, value: undefined })],
	["a redirect", () => new Response(null, { status: 301, headers: { location: "http://elsewhere.test/" } })],
];

describe("an answer that is none ends in a typed error at once", () => {
	test.each(BAD)("%s", async (_name, answer) => {
		const world = createScriptedCloud();
		world.answers.push(answer());
		const read = await world.run(world.cloud.dataStores.get({ store: "s", key: "k" }));
		expect(read).toMatchObject({ error: { code: "unreadable", retriable: false, outcomeUnknown: false } });
		expect(world.requests).toHaveLength(1);
	});

	test("to a write, after which nobody knows what was stored", async () => {
		const world = createScriptedCloud();
		world.answers.push(typed("<html>", "text/html"));
		const content = { value: 1, users: [], attributes: {} };
		const written = await world.run(world.cloud.dataStores.create({ store: "s", key: "k" }, content));
		expect(written).toMatchObject({ error: { code: "unreadable", outcomeUnknown: true } });
	});

	test("a body that never ends being too large", async () => {
		const world = createScriptedCloud();
		const piece = new Uint8Array(ANSWER_BYTES_MAX / 4).fill(32);
		let pulled = 0;
		const endless = new ReadableStream({
			pull: (to) => {
				pulled += 1;
				to.enqueue(piece.slice());
			},
		});
		world.answers.push(new Response(endless, { headers: { "content-type": "application/json" } }));
		const read = await world.run(world.cloud.dataStores.get({ store: "s", key: "k" }));
		expect(read).toMatchObject({ error: { code: "unreadable", retriable: false } });
		expect(pulled).toBeLessThan(10);
	});
});

test("an answer to a write that is too large came after the deed", async () => {
	const world = createScriptedCloud();
	world.answers.push(new Response(new Uint8Array(ANSWER_BYTES_MAX + 1)));
	const written = await world.run(world.cloud.dataStores.update({ store: "s", key: "k" }, { value: 1 }, { etag: "e" }));
	expect(written).toMatchObject({ error: { code: "unreadable", outcomeUnknown: true } });
});

test("a page token that comes again is no list", async () => {
	const world = createScriptedCloud();
	const page = () => json({ dataStoreEntries: [], nextPageToken: "again" });
	world.answers.push(page(), page(), page());
	const listed = await world.run(world.cloud.dataStores.listRevisions({ store: "s", key: "k" }, 500));
	expect(listed).toMatchObject({ error: { code: "unreadable", operation: "list-revisions" } });
	expect(world.requests).toHaveLength(2);
});

test("a revision that is gone is not found, unlike an entry that never was", async () => {
	const world = createScriptedCloud();
	world.answers.push(status(404), status(404));
	const { dataStores } = world.cloud;
	const address = { store: "s", key: "k" };
	const revision = await world.run(dataStores.get(address, { revision: "r0" }));
	expect(revision).toMatchObject({ error: { code: "not-found" } });
	expect(await world.run(dataStores.get(address))).toEqual({ ok: true, value: undefined });
	expect(world.sent()[0]).toContain("/entries/k%40r0");
});

describe("over a real socket", () => {
	const redirected: string[] = [];
	const server = Bun.serve({
		port: 0,
		hostname: "127.0.0.1",
		fetch: (request): Response | Promise<Response> => {
			const { pathname } = new URL(request.url);
			if (pathname.endsWith("/stolen")) redirected.push(request.headers.get("x-api-key") ?? "none");
			if (pathname.includes("/universes/1:")) return Response.redirect(`${server.url.origin}/stolen`, 307);
			if (pathname.includes("/universes/2:")) return new Promise<Response>(() => undefined);
			// Headers and half of a body, and then nothing more.
			const half = new ReadableStream({ start: (to) => void to.enqueue(new TextEncoder().encode('{"path":')) });
			return new Response(half, { headers: { "content-type": "application/json" } });
		},
	});
	afterAll(() => server.stop(true));

	const cloudOf = (universeId: string) =>
		createOpenCloud(
			machinePorts,
			{
				...{ robloxApiUrl: server.url.origin, robloxUsersUrl: server.url.origin, universeId },
				...{ apiKeys: ["the-key"], conditionalWrites: "v1" },
			},
			() => ({ servers: 1, players: 1 }),
		);
	const soon = { deadlineMilliseconds: 300 };

	test("a redirect is not followed, so the key stays where it is", async () => {
		const result = await cloudOf("1").messaging.publish("t", "m", soon);
		expect(result).toMatchObject({ error: { code: "unreadable", status: 307 } });
		expect(redirected).toEqual([]);
	});

	test("a connection that hangs ends with the deadline", async () => {
		expect(await cloudOf("2").messaging.publish("t", "m", soon)).toMatchObject({ error: { code: "no-answer" } });
	});

	test("so does a body that hangs", async () => {
		expect(await cloudOf("3").universes.get(soon)).toMatchObject({ error: { code: "no-answer" } });
	});
});

import { expect, test } from "bun:test";
import type { HttpFate } from "./faults";
import { parseJson } from "../json";
import {
	emptyBody,
	htmlPage,
	nothingEver,
	notJson,
	oversized,
	redirectTo,
	spoilt,
	tooManyRequests,
	truncatedJson,
	wrongContentType,
	type Spoiling,
} from "./spoilt-replies";
import { TEST_KEY, TestWorld } from "./testing/test-world";

const ENTRY = "/cloud/v2/universes/1/data-stores/S/entries/k";

function worldWith(fate: HttpFate): TestWorld {
	return new TestWorld({ faults: { http: { decide: () => fate } } });
}

/** A write whose answer is spoilt after the work was done. */
function write(spoil: Spoiling): Promise<Response> {
	const world = worldWith(spoilt(spoil, { isDone: true }));
	return world.openCloud("PATCH", `${ENTRY}?allowMissing=true`, { body: '{"value":1}' });
}

test("a 429 says how long to wait, or nothing about it, and the service was not reached", async () => {
	const world = worldWith(spoilt(tooManyRequests(7)));
	const answer = await world.openCloud("PATCH", `${ENTRY}?allowMissing=true`, { body: '{"value":1}' });
	expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
	expect(answer.headers.get("x-ratelimit-remaining")).toBe("0");
	expect(world.roblox.stores.history).toEqual([]);
	expect((await write(tooManyRequests())).headers.has("retry-after")).toBe(false);
});

test("spoilt answers come with the status of success and cannot be read as what was asked for", async () => {
	const bodies: string[] = [];
	for (const spoil of [emptyBody, notJson, truncatedJson, htmlPage]) {
		const answer = await write(spoil);
		expect(answer.status).toBe(200);
		bodies.push(await answer.text());
	}
	expect(bodies[0]).toBe("");
	for (const body of bodies) expect(parseJson(body)).toBeUndefined();
	expect((await (await write(oversized(1_000_000))).text()).length).toBeGreaterThan(1_000_000);
});

test("an answer of the wrong type is whole, and a redirect names another place", async () => {
	const typed = await write(wrongContentType);
	expect(typed.headers.get("content-type")).toBe("application/octet-stream");
	expect(parseJson(await typed.text())).toMatchObject({ value: 1 });
	const redirect = await write(redirectTo("https://elsewhere.test/"));
	expect([redirect.status, redirect.headers.get("location")]).toEqual([302, "https://elsewhere.test/"]);
});

test("the work is done before its answer is spoilt, where the fate says so", async () => {
	const world = worldWith(spoilt(emptyBody, { isDone: true }));
	await world.openCloud("PATCH", `${ENTRY}?allowMissing=true`, { body: '{"value":1}' });
	expect(world.roblox.stores.history).toHaveLength(1);
});

test("a call that hangs ends only when it is aborted", async () => {
	const world = worldWith(spoilt(nothingEver));
	const abort = new AbortController();
	const request = new Request(`https://x.test${ENTRY}`, { headers: { "x-api-key": TEST_KEY }, signal: abort.signal });
	let outcome = "waiting";
	void world.roblox.openCloud.handle(request).then(
		() => (outcome = "answered"),
		() => (outcome = "rejected"),
	);
	await world.run(600);
	expect(outcome).toBe("waiting");
	abort.abort();
	await world.run(1);
	expect(outcome).toBe("rejected");
});

import { describe, expect, test } from "bun:test";
import { createScriptedCloud, status, type Scripted } from "./testing/scripted-cloud";

const CONTENT = { value: 1, users: [], attributes: {} };

/** Publishes with these answers, and tells how it ended and when each try went out. */
async function publish(answers: readonly Scripted[], options = {}) {
	const world = createScriptedCloud();
	world.answers.push(...answers);
	const result = await world.run(world.cloud.messaging.publish("t", "m", options));
	return { ...world, result };
}

describe("trying again", () => {
	test("waits 250 ms, doubled each time, and gives up after four more tries", async () => {
		const { result, sentAt } = await publish([408, 500, 502, 503, 504].map((code) => status(code)));
		expect(sentAt()).toEqual([0, 250, 750, 1_750, 3_750]);
		expect(result).toEqual({
			ok: false,
			error: { code: "unavailable", operation: "publish", retriable: true, outcomeUnknown: true, status: 504 },
		});
	});

	test("stops at the first answer", async () => {
		const { result, sentAt } = await publish([status(503), "no answer", new Response("")]);
		expect(result).toEqual({ ok: true, value: undefined });
		expect(sentAt()).toEqual([0, 250, 750]);
	});

	test.each([
		[400, "invalid-request"],
		[401, "unauthorized"],
		[403, "forbidden"],
		[404, "not-found"],
		[409, "condition-failed"],
		[412, "condition-failed"],
		[418, "invalid-request"],
		[302, "unreadable"],
	] as const)("does not after %d: %s", async (code, name) => {
		const { result, requests } = await publish([status(code)]);
		const error = { code: name, operation: "publish", retriable: false, outcomeUnknown: false, status: code };
		expect(result).toEqual({ ok: false, error });
		expect(requests).toHaveLength(1);
	});
});

describe("what Roblox asks for", () => {
	test.each([
		["Retry-After in seconds", { "retry-after": "3" }],
		["Retry-After as a date", { "retry-after": "Thu, 01 Jan 1970 00:00:03 GMT" }],
		["the end of the counted minute", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3" }],
		["Retry-After before the counted minute", { "retry-after": "3", "x-ratelimit-reset": "9" }],
	])("is waited for once, in place of the backoff: %s", async (_name, headers) => {
		const { result, sentAt } = await publish([status(429, headers), new Response("")]);
		expect(result.ok).toBe(true);
		expect(sentAt()).toEqual([0, 3_000]);
	});

	test("holds for everybody who shares the limit", async () => {
		const world = createScriptedCloud();
		world.answers.push(status(429, { "retry-after": "4" }), new Response(""), new Response(""));
		const first = world.cloud.messaging.publish("t", "1");
		await world.time.advance(1_000);
		const second = world.cloud.messaging.publish("t", "2");
		expect(await world.run(Promise.all([first, second]))).toMatchObject([{ ok: true }, { ok: true }]);
		expect(world.sentAt()).toEqual([0, 4_000, 4_000]);
	});

	test("ends the call at once when it is longer than its deadline", async () => {
		const { result, requests } = await publish([status(429, { "retry-after": "60" })]);
		expect(result).toMatchObject({ error: { code: "rate-limited", retriable: true, outcomeUnknown: false } });
		expect(requests).toHaveLength(1);
	});

	test("after an answer that used up the minute, nothing goes out before it ends", async () => {
		const world = createScriptedCloud();
		const usedUp = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2" };
		world.answers.push(new Response("", { headers: usedUp }), new Response(""));
		await world.run(world.cloud.messaging.publish("t", "1"));
		world.answers.unshift(new Response("", { headers: usedUp }));
		const begun = world.time.clock.now();
		await world.run(Promise.all([world.cloud.messaging.publish("t", "2"), world.time.advance(0)]));
		const third = world.cloud.messaging.publish("t", "3");
		await world.run(third);
		expect(world.sentAt().at(-2)).toBe(begun);
	});
});

describe("one deadline", () => {
	test("covers all tries: ten seconds each, twenty together", async () => {
		const { result, sentAt } = await publish(["silence", "silence", "silence"]);
		expect(sentAt()).toEqual([0, 10_250]);
		expect(result).toEqual({
			ok: false,
			error: { code: "no-answer", operation: "publish", retriable: true, outcomeUnknown: true },
		});
	});

	test("is what the caller says", async () => {
		const world = createScriptedCloud();
		world.answers.push("silence");
		let endedAt = 0;
		const work = world.cloud.messaging.publish("t", "m", { deadlineMilliseconds: 1_500 }).then((result) => {
			endedAt = world.time.clock.now();
			return result;
		});
		expect(await world.run(work)).toMatchObject({ error: { code: "no-answer" } });
		expect(endedAt).toBe(1_500);
		expect(world.time.pending()).toEqual([]);
	});
});

test("a call that waited for budget until no time is left is not sent for nothing", async () => {
	const world = createScriptedCloud({}, { servers: 0, players: 0 });
	const soon = { deadlineMilliseconds: 2_500 };
	for (let call = 0; call < 3; call += 1) {
		world.answers.push(new Response(""));
		await world.cloud.messaging.publish("t", "m", soon);
	}
	// The next turn comes after 1.8 s, when less than a second would be left.
	const late = await world.run(world.cloud.messaging.publish("t", "m", soon));
	expect(late).toMatchObject({ error: { code: "budget-exhausted", outcomeUnknown: false } });
	expect(world.requests).toHaveLength(3);
});

describe("taking a call back", () => {
	test.each([
		["while it waits for an answer", 0, ["silence"], true],
		["while it waits to try again", 100, [status(503)], true],
		["before it went out", -1, [], false],
	] as const)("%s", async (_name, after, answers, outcomeUnknown) => {
		const world = createScriptedCloud();
		world.answers.push(...answers);
		const abort = new AbortController();
		if (after < 0) abort.abort();
		const work = world.cloud.messaging.publish("t", "m", { signal: abort.signal });
		await world.time.advance(Math.max(0, after));
		abort.abort();
		const cancelled = { code: "cancelled" as const, operation: "publish", retriable: true, outcomeUnknown };
		expect(await world.run(work)).toEqual({ ok: false, error: cancelled });
		expect(world.time.pending()).toEqual([]);
	});
});

describe("a write whose answer was lost", () => {
	const wallet = (world: ReturnType<typeof createScriptedCloud>) => world.cloud.conditionalEntries("Wallets");

	test("is unknown, not failed, when no later try is answered", async () => {
		const world = createScriptedCloud();
		const written = await world.run(wallet(world).write("k", CONTENT, "absent"));
		expect(written).toMatchObject({ error: { code: "no-answer", outcomeUnknown: true } });
	});

	test("may itself be what makes the condition fail at the next try", async () => {
		const world = createScriptedCloud();
		world.answers.push("no answer", status(412));
		const written = await world.run(wallet(world).write("k", CONTENT, { version: "v1" }));
		expect(written).toMatchObject({ error: { code: "condition-failed", outcomeUnknown: true } });
	});

	test("is not repeated without a condition, because it could undo a later write", async () => {
		const world = createScriptedCloud();
		world.answers.push("no answer");
		const written = await world.run(world.cloud.dataStores.update({ store: "s", key: "k" }, CONTENT));
		expect(written).toMatchObject({ error: { code: "no-answer", outcomeUnknown: true } });
		expect(world.requests).toHaveLength(1);
	});

	test("is repeated without a condition where Roblox refused it before doing anything", async () => {
		const world = createScriptedCloud();
		world.answers.push(status(429), status(429), status(429), status(429), status(429));
		const written = await world.run(world.cloud.dataStores.update({ store: "s", key: "k" }, CONTENT));
		expect(written).toMatchObject({ error: { code: "rate-limited", outcomeUnknown: false } });
		expect(world.requests).toHaveLength(5);
	});

	test("leaves nothing open when it was refused", async () => {
		const world = createScriptedCloud();
		world.answers.push(status(412));
		const written = await world.run(wallet(world).write("k", CONTENT, { version: "v1" }));
		expect(written).toMatchObject({ error: { code: "condition-failed", outcomeUnknown: false } });
	});
});

describe("two keys", () => {
	const keysOf = ({ requests }: ReturnType<typeof createScriptedCloud>) =>
		requests.map(({ request }) => request.headers.get("x-api-key"));

	test.each([401, 403])("what one is refused (%d) the other tries at once, and is first from then on", async (code) => {
		const world = createScriptedCloud({ apiKeys: ["first-key", "second-key"] });
		world.answers.push(status(code), new Response(""), new Response(""));
		expect(await world.run(world.cloud.messaging.publish("t", "1"))).toMatchObject({ ok: true });
		expect(await world.run(world.cloud.messaging.publish("t", "2"))).toMatchObject({ ok: true });
		expect(keysOf(world)).toEqual(["first-key", "second-key", "second-key"]);
		expect(world.sentAt().slice(0, 2)).toEqual([0, 0]);
		expect(world.log).toMatchObject([{ event: "api-key-changed", facts: { operation: "publish" } }]);
	});

	test("a key that lacks one right still serves the others", async () => {
		const world = createScriptedCloud({ apiKeys: ["first-key", "second-key"] });
		world.answers.push(status(403), new Response(""), Response.json({ path: "universes/4711" }));
		await world.run(world.cloud.messaging.publish("t", "1"));
		await world.run(world.cloud.universes.get());
		expect(keysOf(world)).toEqual(["first-key", "second-key", "first-key"]);
	});

	test("both refused: the first one's refusal is told", async () => {
		const world = createScriptedCloud({ apiKeys: ["first-key", "second-key"] });
		world.answers.push(status(401), status(403));
		const result = await world.run(world.cloud.messaging.publish("t", "1"));
		expect(result).toMatchObject({ error: { code: "unauthorized", status: 401, outcomeUnknown: false } });
		expect(world.requests).toHaveLength(2);
	});
});

test("no key and nothing of an answer is in a problem or a log line", async () => {
	const world = createScriptedCloud({ apiKeys: ["first-key", "second-key"] });
	const leak = () => Response.json({ message: "first-key is not valid, nor is second-key" }, { status: 401 });
	world.answers.push(leak(), leak(), leak(), new Response(""));
	const refused = await world.run(world.cloud.messaging.publish("t", "1"));
	await world.run(world.cloud.messaging.publish("t", "2"));
	expect(JSON.stringify([refused, world.log, world.cloud.lastProblem()])).not.toMatch(/-key is|first-key|second-key/);
});

test("the last problem is shown until a call is answered as it should be", async () => {
	const world = createScriptedCloud();
	world.answers.push(status(403), new Response(null, { status: 404 }));
	await world.run(world.cloud.messaging.publish("t", "1"));
	expect(world.cloud.lastProblem()).toMatchObject({ operation: "publish", code: "forbidden" });
	await world.run(world.cloud.conditionalEntries("Wallets").read("k"));
	expect(world.cloud.lastProblem()).toBeUndefined();
});

import { expect, test } from "bun:test";
import type { HttpRequestRecord } from "../luau/records";
import type { HttpFate } from "./faults";
import { nothingEver, spoilt, tooManyRequests } from "./spoilt-replies";
import { TestWorld } from "./testing/test-world";

const POST: HttpRequestRecord = {
	kind: "http",
	url: "https://companion.test/game/session",
	method: "POST",
	headers: { "content-type": "application/json" },
	body: '{"a":1}',
	timeout: 0,
};

interface Reached {
	readonly url: string;
	readonly headers: Headers;
	readonly body: string;
}

/** One call; the answer's value or the error's text, and the requests that reached the companion. */
async function call(
	record: HttpRequestRecord,
	options: { fate?: HttpFate; fetch?: () => Promise<Response> } = {},
): Promise<{ outcome: unknown; reached: Reached[] }> {
	const reached: Reached[] = [];
	const world = new TestWorld({
		fetchCompanion: async (request) => {
			reached.push({ url: request.url, headers: request.headers, body: await request.text() });
			return options.fetch?.() ?? Promise.resolve(new Response("{}", { status: 201, headers: { "x-a": "b" } }));
		},
		faults: { http: { decide: () => options.fate ?? { outcome: "usual", delayMicros: 0 } } },
	});
	const { vm } = await world.addServer();
	const outcomes: unknown[] = [];
	vm.request(record, (answer) => outcomes.push(answer.ok ? answer.value : answer.error));
	await world.run(70);
	return { outcome: outcomes[0], reached };
}

test("a request reaches the companion with the headers that the engine adds, and its answer comes back", async () => {
	const { outcome, reached } = await call(POST);
	expect(outcome).toMatchObject({ status: 201, headers: { "x-a": "b" }, body: "{}" });
	expect(reached[0]?.headers.get("roblox-id")).toBe("2");
	expect(reached[0]?.headers.get("user-agent")).toStartWith("Roblox/");
	expect(reached[0]?.body).toBe('{"a":1}');
});

test("an error status is an answer and raises nothing", async () => {
	const { outcome } = await call(POST, { fetch: () => Promise.resolve(new Response("no", { status: 500 })) });
	expect(outcome).toMatchObject({ status: 500, body: "no" });
});

test("a spoilt answer is an answer, and one that never comes raises in time", async () => {
	const limited = await call(POST, { fate: spoilt(tooManyRequests(3)) });
	expect(limited).toMatchObject({ outcome: { status: 429, headers: { "retry-after": "3" } }, reached: [] });
	const hanging = await call(POST, { fate: spoilt(nothingEver, { isDone: true }) });
	expect(hanging).toMatchObject({ outcome: "HttpError: Timedout", reached: [{ body: '{"a":1}' }] });
});

test("a secret is filled in for headers and URL, and an unknown one raises", async () => {
	const authorization = { secret: "GameSecret", prefix: "Bearer ", suffix: "" };
	const { reached } = await call({ ...POST, headers: { authorization } });
	expect(reached[0]?.headers.get("authorization")).toBe("Bearer s3cret");
	const url = { secret: "GameSecret", prefix: "https://companion.test/?k=", suffix: "" };
	expect((await call({ ...POST, url })).reached[0]?.url).toBe("https://companion.test/?k=s3cret");
	const missing = await call({ ...POST, headers: { a: { ...authorization, secret: "Other" } } });
	expect(missing).toEqual({ outcome: "Can't find secret with given key", reached: [] });
});

test("another host, a broken connection and a lost request raise", async () => {
	const refused: HttpFate = { outcome: "refused", delayMicros: 0 };
	const outcomes = [
		await call({ ...POST, url: "https://elsewhere.test/" }),
		await call(POST, { fetch: () => Promise.reject(new Error("down")) }),
		await call(POST, { fate: refused }),
	];
	for (const { outcome } of outcomes) expect(outcome).toBe("HttpError: ConnectFail");
});

test("an answer that does not come in time raises although the companion did the work", async () => {
	const lost = await call({ ...POST, timeout: 5 }, { fate: { outcome: "answer-lost", delayMicros: 0 } });
	expect(lost.outcome).toBe("HttpError: Timedout");
	expect(lost.reached).toHaveLength(1);
	const slow = await call(POST, { fetch: () => new Promise(() => undefined) });
	expect(slow.outcome).toBe("HttpError: Timedout");
});

test("locked headers, a body on GET, strange methods, URLs and ports raise at once", async () => {
	const records: HttpRequestRecord[] = [
		{ ...POST, headers: { "User-Agent": "me" } },
		{ ...POST, method: "GET" },
		{ ...POST, method: "BREW" },
		{ ...POST, url: "not a url" },
		{ ...POST, url: "https://companion.test:1194/" },
		{ ...POST, url: "https://companion.test:22/" },
	];
	for (const record of records) {
		const { outcome, reached } = await call(record);
		expect(typeof outcome).toBe("string");
		expect(reached).toEqual([]);
	}
});

test("one server makes 500 requests a minute", async () => {
	const world = new TestWorld();
	const { vm } = await world.addServer();
	const outcomes: boolean[] = [];
	for (let index = 0; index < 510; index += 1) vm.request(POST, (answer) => outcomes.push(answer.ok));
	await world.run(2);
	expect(outcomes.filter((isOk) => isOk)).toHaveLength(500);
	await world.run(60);
	vm.request(POST, (answer) => outcomes.push(answer.ok));
	await world.run(2);
	expect(outcomes.at(-1)).toBe(true);
});

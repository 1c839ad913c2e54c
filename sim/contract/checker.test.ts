import { expect, test } from "bun:test";
import { checkExchange } from "./check-exchange";
import { readContract } from "./load-contract";
import { problemText } from "./problem";
import { recordExchanges } from "./record-exchanges";

const THING = {
	type: "object",
	required: ["name", "secret"],
	properties: {
		name: { type: "string" },
		etag: { readOnly: true, type: "string" },
		secret: { writeOnly: true, type: "string" },
		madeAt: { type: "string", format: "date-time" },
		count: { type: "integer", format: "int32", nullable: true },
		kind: { allOf: [{ $ref: "#/components/schemas/Kind" }], nullable: true },
		parts: { type: "array", items: { $ref: "#/components/schemas/Part" } },
		extra: { type: "object" },
		value: { $ref: "#/components/schemas/Anything" },
	},
};

const contract = readContract([
	{
		servers: [{ url: "https://apis.test" }],
		paths: {
			"/v1/boxes/{box}/things": {
				get: {
					parameters: [
						{ name: "box", in: "path", required: true, schema: { type: "integer", format: "int64" } },
						{ name: "color", in: "query", required: true, schema: { type: "string" } },
						{ name: "limit", in: "query", schema: { type: "integer", format: "int32", maximum: 100 } },
						{ name: "all", in: "query", schema: { type: "boolean" } },
					],
					security: [{ key: [] }],
					responses: {
						"200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
						"204": {},
					},
				},
				post: {
					requestBody: {
						required: true,
						content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
					},
					responses: { "200": {} },
				},
			},
			"/v1/boxes/{box}/things/{thing}:burn": { post: { responses: { "200": {} } } },
			"/v1/boxes/{box}/things/{thing}": { get: { responses: { "200": {} } } },
		},
		components: {
			securitySchemes: { key: { type: "apiKey", in: "header", name: "x-api-key" } },
			schemas: {
				Thing: THING,
				Part: { type: "object", properties: { size: { type: "number" } } },
				Kind: { type: "string", enum: ["small", "large"] },
				Anything: { description: "No type on purpose." },
			},
		},
	},
	{ servers: [{ url: "https://other.test" }], paths: { "/v1/open": { get: { responses: { "200": {} } } } } },
]);

const GOOD_URL = "https://apis.test/v1/boxes/7/things?color=red";
const KEY = { "x-api-key": "k" };

interface Sent {
	readonly method?: string;
	readonly url?: string;
	readonly headers?: Record<string, string>;
	readonly body?: string;
}

interface Got {
	readonly status?: number;
	readonly type?: string;
	readonly body?: string;
}

/** What the checker says about a good exchange that is changed in the given places. */
function problemsOf(sent: Sent, got: Got = {}): readonly string[] {
	const { method = "GET", url = GOOD_URL, headers = KEY, body = "" } = sent;
	const type = got.type ?? "application/json";
	const problems = checkExchange(
		contract,
		{ method, url: new URL(url), headers: new Headers(headers), body },
		{
			status: got.status ?? 200,
			headers: new Headers({ "content-type": type }),
			body: got.body ?? (method === "GET" && url.includes("things?") ? '{"name":"a"}' : ""),
		},
	);
	return problems.map(problemText);
}

function postOf(thing: unknown, type = "application/json"): Sent {
	const url = "https://apis.test/v1/boxes/7/things";
	return { method: "POST", url, headers: { "content-type": type }, body: JSON.stringify(thing) };
}

const THING_SENT = { name: "a", secret: "s" };

function answerOf(fields: object): Got {
	return { body: JSON.stringify({ name: "a", ...fields }) };
}

test("an exchange as described has no problems", () => {
	expect(problemsOf({})).toEqual([]);
	expect(problemsOf({ url: `${GOOD_URL}&limit=5&all=true` })).toEqual([]);
	expect(problemsOf(postOf({ ...THING_SENT, count: null, kind: null, parts: [{ size: 1.5 }], value: [null] }))).toEqual(
		[],
	);
	expect(problemsOf({}, answerOf({ extra: { any: { thing: 1 } }, madeAt: "2026-01-01T00:00:00.5Z" }))).toEqual([]);
});

test("a wrong path and a wrong method are problems", () => {
	expect(problemsOf({ url: "https://apis.test/v1/boxes/7/thongs" })).toContain(
		"request, /v1/boxes/7/thongs: there is no such path",
	);
	expect(problemsOf({ method: "DELETE" })).toContain("request, /v1/boxes/7/things: the path has no method DELETE");
});

test("the most literal path is the one that is meant", () => {
	expect(problemsOf({ method: "POST", url: "https://apis.test/v1/boxes/7/things/1:burn", headers: {} })).toEqual([]);
	expect(problemsOf({ url: "https://apis.test/v1/boxes/7/things/1", headers: {} })).toEqual([]);
});

test("a call to the host of another operation is a problem, a test's own host is none", () => {
	expect(problemsOf({ url: "https://other.test/v1/boxes/7/things?color=red" })).toEqual([
		"request, host: other.test is not apis.test",
	]);
	expect(problemsOf({ url: "http://localhost:1/v1/boxes/7/things?color=red" })).toEqual([]);
});

test("parameters that are missing, unknown, doubled or of the wrong type are problems", () => {
	expect(problemsOf({ url: "https://apis.test/v1/boxes/7/things?" })).toEqual(["request, query color: is missing"]);
	expect(problemsOf({ url: `${GOOD_URL}&colour=red` })).toEqual(["request, query colour: is not described"]);
	expect(problemsOf({ url: `${GOOD_URL}&color=blue` })).toEqual(["request, query color: is given more than once"]);
	expect(problemsOf({ url: `${GOOD_URL}&limit=few` })[0]).toStartWith("request, query limit:");
	expect(problemsOf({ url: `${GOOD_URL}&limit=101` })).toEqual(["request, query limit: must be <= 100"]);
	expect(problemsOf({ url: `${GOOD_URL}&limit=1.5` })).not.toEqual([]);
	expect(problemsOf({ url: `${GOOD_URL}&all=yes` })).toEqual(["request, query all: must be boolean"]);
	expect(problemsOf({ url: GOOD_URL.replace("/7/", "/seven/") })).not.toEqual([]);
});

test("a key that is missing, a key that nobody asked for, and headers of no operation are problems", () => {
	expect(problemsOf({ headers: {} })).toEqual(["request, headers: one of x-api-key is missing"]);
	expect(problemsOf({ url: "https://other.test/v1/open" })).toEqual(["request, header x-api-key: is not described"]);
	expect(problemsOf({ headers: { ...KEY, "if-match": "1" } })).toEqual(["request, header if-match: is not described"]);
});

test("a body that is missing, is of another type, or stands where none belongs is a problem", () => {
	expect(problemsOf({ ...postOf(THING_SENT), body: "" })).toEqual(["request, body: is missing"]);
	expect(problemsOf(postOf(THING_SENT, "text/plain"))).toEqual([
		"request, body: has the type text/plain, and not application/json",
	]);
	expect(problemsOf({ body: "{}" })).toEqual(["request, body: is not described"]);
	expect(problemsOf({ ...postOf(THING_SENT), body: "{" })).toEqual(["request, body: is not JSON"]);
});

test("fields of a body that are ill-typed, missing or not described are problems, at every depth", () => {
	expect(problemsOf(postOf({ ...THING_SENT, name: 5 }))).toEqual(["request, body/name: must be string"]);
	expect(problemsOf(postOf({ ...THING_SENT, count: 2 ** 31 }))).not.toEqual([]);
	expect(problemsOf(postOf({ ...THING_SENT, kind: "medium" }))[0]).toStartWith("request, body/kind:");
	expect(problemsOf(postOf({ name: "a" }))).toEqual(["request, body: must have required property 'secret'"]);
	expect(problemsOf(postOf({ ...THING_SENT, size: 1 }))).toEqual(["request, body: the field size is not described"]);
	expect(problemsOf(postOf({ ...THING_SENT, parts: [{}, { colour: 1 }] }))).toEqual([
		"request, body/parts/1: the field colour is not described",
	]);
});

test("a field that only the other side sends is not described", () => {
	expect(problemsOf(postOf({ ...THING_SENT, etag: "1" }))).toEqual(["request, body: the field etag is not described"]);
	expect(problemsOf({}, answerOf({ secret: "s" }))).toEqual(["answer, body: the field secret is not described"]);
});

test("fields of an answer that are ill-typed, missing or not described are problems", () => {
	expect(problemsOf({}, answerOf({ name: 5 }))).toEqual(["answer, body/name: must be string"]);
	expect(problemsOf({}, answerOf({ madeAt: "yesterday" }))).not.toEqual([]);
	expect(problemsOf({}, { body: "{}" })).toEqual(["answer, body: must have required property 'name'"]);
	expect(problemsOf({}, answerOf({ mood: "good" }))).toEqual(["answer, body: the field mood is not described"]);
	expect(problemsOf({}, answerOf({ parts: [{ mood: "good" }] }))).toEqual([
		"answer, body/parts/0: the field mood is not described",
	]);
});

test("an answer of another type, without a body, or with one where none is described is a problem", () => {
	expect(problemsOf({}, { type: "text/html" })).toEqual([
		"answer, body: has the type text/html, and not application/json",
	]);
	expect(problemsOf({}, { body: "" })).toEqual(["answer, body: is not JSON"]);
	expect(problemsOf({}, { status: 204, body: "{}" })).toEqual(["answer, body: is not described"]);
	expect(problemsOf({}, { status: 204, body: "" })).toEqual([]);
});

test("a status that is not described is a problem, unless it is an error in a documented shape", () => {
	expect(problemsOf({}, { status: 201 })).toEqual(["answer, status: 201 is not described"]);
	expect(problemsOf({}, { status: 302, body: "" })).toEqual(["answer, status: 302 is not described"]);
	const shapes = [
		{ errors: [{ code: 0, message: "m" }] },
		{ code: "NOT_FOUND", message: "m" },
		{ error: "NOT_FOUND", message: "m", errorDetails: [{ errorDetailType: "t", datastoreErrorCode: "c" }] },
		{ type: "about:blank", title: "t", status: 404 },
	];
	for (const shape of shapes) expect(problemsOf({}, { status: 404, body: JSON.stringify(shape) })).toEqual([]);
	expect(problemsOf({}, { status: 409, body: JSON.stringify(shapes[1]) })).toEqual([
		"answer, body/code: NOT_FOUND does not come with status 409",
	]);
	expect(problemsOf({}, { status: 404, body: '{"problem":"m"}' })).toEqual([
		"answer, body: has none of the documented error shapes",
	]);
	expect(problemsOf({}, { status: 500, body: "oops" })).toEqual(["answer, body: is an error that is not JSON"]);
	expect(problemsOf({}, { status: 502, type: "text/html", body: "<html>" })).not.toEqual([]);
});

test("a recording checks what a client sends, leaves request and answer readable, and passes failures on", async () => {
	const bodies: string[] = [];
	const { fetch, exchanges, problems } = recordExchanges(contract, async (request) => {
		bodies.push(await request.text());
		if (request.url.endsWith("open")) throw new Error("no network");
		return Response.json({ name: 1 });
	});
	const post = postOf(THING_SENT);
	const init = { method: "POST", headers: post.headers ?? {}, body: post.body ?? "" };
	const answer = await fetch(new Request(post.url ?? "", init));
	expect(await answer.json()).toEqual({ name: 1 });
	expect(bodies).toEqual([JSON.stringify(THING_SENT)]);
	expect(problems()).toEqual(["POST https://apis.test/v1/boxes/7/things 200: answer, body: is not described"]);
	expect(fetch(new Request("https://apis.test/v1/open"))).rejects.toThrow("no network");
	await Bun.sleep(1);
	expect(exchanges.map(({ status }) => status)).toEqual([200, undefined]);
	expect(problems("request")).toEqual([
		"GET https://apis.test/v1/open failed: request, host: apis.test is not other.test",
	]);
});

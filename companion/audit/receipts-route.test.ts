import { describe, expect, test } from "bun:test";
import { bunPlatform } from "../../shared/bun/platform";
import { startTestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";

const COMMAND = {
	id: "discord:1",
	userId: 77,
	born: "life-1",
	epoch: 1,
	seq: 1,
	delta: 50,
	reason: "prize",
	actor: "discord:31",
	source: "discord",
};
const BODY = JSON.stringify({ receipts: [receiptOf(COMMAND)] });
const KEY = { "Idempotency-Key": "key-1" };

async function setUp() {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const post = async (body: string, headers: Record<string, string>) => {
		const response = await server.post("/log/transactions", body, headers);
		const problem: unknown = await response.json();
		return { status: response.status, problem };
	};
	return { world, server, post };
}

describe("POST /log/transactions", () => {
	test("stores a signed batch and answers when it is stored", async () => {
		const { world, post } = await setUp();
		expect(await post(BODY, KEY)).toMatchObject({ status: 200, problem: { results: [{ status: "stored" }] } });
		expect(world.companion.auditReader.list({ limit: 1 })?.rows).toHaveLength(1);
	});

	test("the same key with the same body is deduped, with another body it is a conflict that writes nothing", async () => {
		const { world, post } = await setUp();
		await post(BODY, KEY);
		expect(await post(BODY, KEY)).toMatchObject({ status: 200, problem: { results: [{ status: "deduped" }] } });
		const other = JSON.stringify({ receipts: [receiptOf({ ...COMMAND, seq: 2 })] });
		expect(await post(other, KEY)).toMatchObject({ status: 409, problem: { code: "idempotency-conflict" } });
		expect(world.companion.auditReader.list({ limit: 9 })?.rows).toHaveLength(1);
	});

	test("a key that is its body's hash proves itself: nothing is kept, and another body under it is a conflict", async () => {
		const { world, post } = await setUp();
		const hashed = { "Idempotency-Key": bunPlatform.sha256(BODY) };
		expect(await post(BODY, hashed)).toMatchObject({ status: 200, problem: { results: [{ status: "stored" }] } });
		expect(world.database.query("SELECT count(*) AS count FROM idempotency_key").get()).toEqual({ count: 0 });
		expect(await post(BODY, hashed)).toMatchObject({ status: 200, problem: { results: [{ status: "deduped" }] } });
		const other = JSON.stringify({ receipts: [receiptOf({ ...COMMAND, seq: 2 })] });
		expect(await post(other, hashed)).toMatchObject({ status: 409, problem: { code: "idempotency-conflict" } });
		expect(world.companion.auditReader.list({ limit: 9 })?.rows).toHaveLength(1);
	});

	test.each(["constructor", "__proto__"])("a wallet life named %s is acknowledged like any other", async (born) => {
		const { post } = await setUp();
		const answer = await post(JSON.stringify({ receipts: [receiptOf({ ...COMMAND, born })] }), KEY);
		expect(JSON.stringify(answer.problem)).toContain(`"acked":{"${born}":1}`);
	});

	test("two bodies under one key in the same turn: one of them is a conflict", async () => {
		const { server } = await setUp();
		const other = JSON.stringify({ receipts: [receiptOf({ ...COMMAND, seq: 2 })] });
		const both = [BODY, other].map((body) => server.post("/log/transactions", body, KEY));
		expect((await Promise.all(both)).map((response) => response.status)).toEqual([200, 409]);
	});

	const refused: [string, string, Record<string, string>, number, string][] = [
		["without an idempotency key", BODY, {}, 400, "idempotency-key-missing"],
		["without a timestamp", BODY, { ...KEY, "X-Timestamp": "" }, 401, "unauthorized"],
		["with a timestamp in words", BODY, { ...KEY, "X-Timestamp": "soon" }, 401, "unauthorized"],
		["with an old timestamp", BODY, { ...KEY, "X-Timestamp": "1767225539" }, 401, "stale"],
		["with a timestamp ahead", BODY, { ...KEY, "X-Timestamp": "1767225661" }, 401, "stale"],
		["with an unknown key", BODY, { ...KEY, "X-Key-Id": "other.1767240000.job-1" }, 401, "unknown-key"],
		["with a key id in another form", BODY, { ...KEY, "X-Key-Id": "main" }, 401, "unknown-key"],
		["with a key that ran out", BODY, { ...KEY, "X-Key-Id": "main.1767225600.job-1" }, 401, "stale"],
		["with the key of another server", BODY, { ...KEY, "X-Key-Id": "main.1767247200.job-2" }, 401, "bad-signature"],
		["with a wrong signature", BODY, { ...KEY, "X-Signature": `v1=${"0".repeat(64)}` }, 401, "bad-signature"],
		["with too large a body", " ".repeat(65_537), KEY, 413, "too-large"],
		["that is no JSON", "{receipts:", KEY, 400, "malformed"],
		["without receipts", '{"receipts":[]}', KEY, 400, "malformed"],
		["with a number as text", BODY.replace('"delta":50', '"delta":"50"'), KEY, 400, "malformed"],
		["with a fraction", BODY.replace('"delta":50', '"delta":0.5'), KEY, 400, "malformed"],
		[
			"with a number that leaves none behind it",
			BODY.replace('"seq":1', '"seq":9007199254740991'),
			KEY,
			400,
			"malformed",
		],
		["with a number beyond exactness", BODY.replace('"delta":50', '"delta":9007199254740993'), KEY, 400, "malformed"],
	];
	test.each(refused)("refuses a request %s", async (_name, body, headers, status, code) => {
		const { world, post } = await setUp();
		expect(await post(body, headers)).toMatchObject({ status, problem: { status, code } });
		expect(world.database.query("SELECT count(*) AS count FROM idempotency_key").get()).toEqual({ count: 0 });
		expect(world.companion.auditReader.list({ limit: 1 })?.rows).toEqual([]);
	});

	test("size is judged before the signature, freshness before the signature, the signature before the key", async () => {
		const { post } = await setUp();
		const wrong = { "X-Signature": "v1=0" };
		expect((await post(" ".repeat(65_537), wrong)).problem).toMatchObject({ code: "too-large" });
		expect((await post(BODY, { ...wrong, "X-Timestamp": "1" })).problem).toMatchObject({ code: "stale" });
		expect((await post("{", wrong)).problem).toMatchObject({ code: "bad-signature" });
		expect((await post("{", {})).problem).toMatchObject({ code: "idempotency-key-missing" });
	});

	test("a bad signature never touches the database", async () => {
		const { world, post } = await setUp();
		world.companion.stop();
		world.database.close();
		const answer = await post(BODY, { ...KEY, "X-Signature": `v1=${"0".repeat(64)}` });
		expect(answer).toMatchObject({ status: 401, problem: { code: "bad-signature" } });
	});

	test("a database that fails is an internal problem that tells nothing of it", async () => {
		const { world, post } = await setUp();
		world.database.close();
		const answer = await post(BODY, KEY);
		expect(answer).toMatchObject({ status: 500, problem: { code: "internal" } });
		expect(JSON.stringify(answer.problem)).not.toMatch(/database|sqlite|\.ts/i);
		expect(world.alarms()).toContain("request-failed");
	});

	test("bytes that are not text are malformed", async () => {
		const { world, server } = await setUp();
		const request = new Request("http://localhost/log/transactions", {
			method: "POST",
			headers: { "X-Key-Id": server.session.keyId },
			body: new Uint8Array([0xff, 0xfe]),
		});
		const response = await world.settled(world.companion.app.handle(request));
		expect(await response.json()).toMatchObject({ status: 400, code: "malformed" });
	});
});

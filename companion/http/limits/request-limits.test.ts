import { describe, expect, test } from "bun:test";
import { OFFERED_MAX } from "../../database/transactions";
import { changeRequest, startTestCompanion, type TestCompanion } from "../../testing/test-companion";
import { startTestServer } from "../../testing/test-server";

const RATES = { perSecondOfServer: 1, perSecondOfAddress: 100, trustedProxies: [] };

/** Asks `times` times from one address and counts the statuses. */
async function ask(world: TestCompanion, address: string | undefined, path: string, headers = {}, times = 1) {
	const statuses: Record<number, number> = {};
	for (let count = 0; count < times; count += 1) {
		const request = new Request(`http://localhost${path}`, { headers });
		const { status } = await world.companion.handle(request, address);
		statuses[status] = (statuses[status] ?? 0) + 1;
	}
	return statuses;
}

describe("one address", () => {
	test("may ask so much, and is then told when to come again", async () => {
		const world = startTestCompanion({ config: { rates: RATES } });
		expect(await ask(world, "203.0.113.5", "/health", {}, 1_001)).toEqual({ 200: 1_000, 429: 1 });
		const refused = await world.companion.handle(new Request("http://localhost/health"), "203.0.113.5");
		expect(refused.headers.get("retry-after")).toBe("1");
		expect(await refused.json()).toMatchObject({ status: 429, code: "too-many-requests" });
		expect(await ask(world, "203.0.113.6", "/health")).toEqual({ 200: 1 });
		await world.time.advance(1_000);
		expect(await ask(world, "203.0.113.5", "/health", {}, 101)).toEqual({ 200: 100, 429: 1 });
	});

	test("hears whether the process lives and is ready however much it asked", async () => {
		const world = startTestCompanion({ config: { rates: RATES } });
		await ask(world, "203.0.113.5", "/health", {}, 1_000);
		expect(await ask(world, "203.0.113.5", "/health/live")).toEqual({ 200: 1 });
		expect(await ask(world, "203.0.113.5", "/health/ready")).toEqual({ 200: 1 });
	});
});

describe("guessing at a secret", () => {
	const NO_LIMIT = { ...RATES, perSecondOfAddress: 0 };
	const wrong = { authorization: "Bearer wrong" };

	test("is slowed to five tries a second, right or wrong", async () => {
		const world = startTestCompanion({ config: { rates: NO_LIMIT } });
		const right = { authorization: `Bearer ${world.config.keys.serviceKeys[0]}` };
		expect(await ask(world, "203.0.113.5", "/openapi", wrong, 1_001)).toEqual({ 401: 1_000, 429: 1 });
		expect(await ask(world, "203.0.113.5", "/openapi", right)).toEqual({ 429: 1 });
		expect(await ask(world, "203.0.113.6", "/openapi", right)).toEqual({ 200: 1 });
		await world.time.advance(1_000);
		expect(await ask(world, "203.0.113.5", "/openapi", right, 9)).toEqual({ 200: 9 });
		expect(await ask(world, "203.0.113.5", "/openapi", wrong, 9)).toEqual({ 401: 5, 429: 4 });
	});

	test("does not silence a game server behind the same address that proved its key", async () => {
		const world = startTestCompanion({ config: { rates: NO_LIMIT } });
		const server = await startTestServer(world, "job-1");
		await server.beat();
		await ask(world, "203.0.113.5", "/openapi", wrong, 1_000);
		const heartbeat = (keyId: string) =>
			new Request("http://localhost/game/heartbeat", { method: "POST", body: "{}", headers: { "X-Key-Id": keyId } });
		// Heard, although what it says is wrong; the other one is not even heard.
		expect((await world.companion.handle(heartbeat(server.session.keyId), "203.0.113.5")).status).toBe(401);
		expect((await world.companion.handle(heartbeat("main.1767247200.job-2"), "203.0.113.5")).status).toBe(429);
	});

	test("never reaches the database", async () => {
		const world = startTestCompanion({ config: { rates: NO_LIMIT } });
		world.database.close();
		expect(await ask(world, "203.0.113.5", "/log/transactions", wrong, 1_001)).toEqual({ 401: 1_000, 429: 1 });
	});
});

describe("one game server", () => {
	test("may send a minute's worth at once; what it sends beyond is not taken and comes again", async () => {
		const world = startTestCompanion({ config: { rates: RATES } });
		const server = await startTestServer(world, "job-1");
		const other = await startTestServer(world, "job-2");
		for (let count = 0; count < 60; count += 1) await server.beat();
		expect((await server.post("/game/heartbeat", "{}")).status).toBe(429);
		expect((await other.post("/game/heartbeat", "{}")).status).toBe(400);
		await world.time.advance(1_000);
		expect((await server.post("/game/heartbeat", "{}")).status).toBe(400);
	});

	test("loses no turn to somebody who only knows the name of its key", async () => {
		const world = startTestCompanion({ config: { rates: RATES } });
		const server = await startTestServer(world, "job-1");
		const forged = { "X-Signature": `v1=${"0".repeat(64)}` };
		for (let count = 0; count < 61; count += 1) await server.post("/game/heartbeat", "{}", forged);
		expect((await server.post("/game/heartbeat", "{}")).status).toBe(400);
	});
});

test("what waits for the commit has a bound for game servers; staff's commands go through", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	const fill = Array.from({ length: OFFERED_MAX }, () => world.companion.transactions.run(() => undefined));
	const command = world.companion.ledger.submit(changeRequest());
	const answer = await server.post("/game/heartbeat", HEARTBEAT);
	expect(answer.status).toBe(503);
	expect(answer.headers.get("retry-after")).toBe("1");
	await Promise.all(fill);
	expect((await command).kind).toBe("accepted");
	expect((await server.post("/game/heartbeat", HEARTBEAT)).status).toBe(200);
});

const HEARTBEAT = JSON.stringify({ beat: 1, players: [], wallets: [], notes: [], subscribed: true, closing: false });

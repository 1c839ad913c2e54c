import { describe, expect, test } from "bun:test";
import { CODES, type Code } from "../../shared/codes";
import { get } from "../testing/get";
import { changeRequest, startTestCompanion } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";
import { statusOfCode } from "./status-of-code";

describe("health", () => {
	test("is ok with live servers and a Roblox that answers", async () => {
		const world = startTestCompanion();
		await (await startTestServer(world, "job-1")).beat();
		expect(await get(world, "/health")).toMatchObject({
			status: 200,
			body: {
				status: "ok",
				dependencies: {
					database: { status: "ok", reason: "journal memory, synchronous 2" },
					gameServers: { reason: "1 live" },
				},
			},
		});
		expect(await get(world, "/health/live")).toMatchObject({ status: 200 });
		expect(await get(world, "/health/ready")).toMatchObject({ status: 200 });
	});

	test("is degraded, with the reason, while Roblox refuses", async () => {
		const world = startTestCompanion();
		await (await startTestServer(world, "job-1")).beat();
		world.roblox.next.push(new Response("", { status: 401 }));
		await world.settled(world.companion.ledger.submit(changeRequest()));
		await world.time.settle();
		expect(await get(world, "/health")).toMatchObject({
			status: 200,
			body: { status: "degraded", dependencies: { openCloud: { reason: "publish: unauthorized with status 401" } } },
		});
	});

	test("is down without the database, while the process is still live", async () => {
		const world = startTestCompanion();
		world.database.close();
		expect(await get(world, "/health")).toMatchObject({ status: 503, body: { status: "down" } });
		expect(await get(world, "/health/ready")).toMatchObject({ status: 503 });
		expect(await get(world, "/health/live")).toMatchObject({ status: 200 });
	});

	test("is not ready once it stopped", async () => {
		const world = startTestCompanion();
		world.companion.stop();
		expect(await get(world, "/health/ready")).toMatchObject({ status: 503 });
	});
});

test.each([
	["/nowhere", "GET"],
	["/game/session", "GET"],
	["/health", "POST"],
	["/health/", "GET"],
	["/log/transactions", "OPTIONS"],
	["/%00", "GET"],
])("%s by %s is a problem in the agreed form", async (path, method) => {
	const answer = await get(startTestCompanion(), path, { method });
	expect(answer.headers.get("content-type")).toBe("application/problem+json");
	expect(answer).toMatchObject({
		status: 404,
		body: { title: CODES["not-found"], status: 404, code: "not-found" },
	});
	expect(answer.body).toHaveProperty("correlationId");
});

test.each([
	["/health/live", "GET"],
	["/nowhere", "GET"],
	["/log/transactions", "GET"],
	["/log/transactions", "OPTIONS"],
])("%s by %s carries an id of its own, and nothing for browsers of other sites", async (path, method) => {
	const world = startTestCompanion();
	const headers = { origin: "https://example.com", "access-control-request-method": "GET" };
	const ask = () => get(world, path, { method, headers });
	const [first, second] = [await ask(), await ask()];
	const id = first.headers.get("x-correlation-id");
	expect(id).toMatch(/^[0-9a-f]{16}$/);
	expect(second.headers.get("x-correlation-id")).not.toBe(id);
	expect([...first.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
});

test("what broke is in the log under the id of the answer, and not in the answer", async () => {
	const world = startTestCompanion();
	world.database.close();
	const { headers, body } = await get(world, "/log/transactions");
	const correlationId = headers.get("x-correlation-id");
	expect(body).toEqual({ title: CODES.internal, status: 500, code: "internal", correlationId });
	const logged = world.log.find(({ event }) => event === "request-failed");
	expect(logged).toMatchObject({ level: "error", facts: { correlationId } });
});

test("every code has a status of its own kind", () => {
	const isCode = (text: string): text is Code => Object.hasOwn(CODES, text);
	const statuses = Object.keys(CODES).filter(isCode).map(statusOfCode);
	expect(statuses.every((status) => status >= 400 && status < 600)).toBe(true);
	expect(
		["unauthorized", "too-large", "idempotency-conflict", "idempotency-key-missing"].filter(isCode).map(statusOfCode),
	).toEqual([401, 413, 409, 400]);
});

import { describe, expect, test } from "bun:test";
import { CODES, type Code } from "../../shared/codes";
import { changeRequest, startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";
import { statusOfCode } from "./status-of-code";

async function get(world: TestCompanion, path: string, method = "GET") {
	const response = await world.settled(world.companion.app.handle(new Request(`http://localhost${path}`, { method })));
	const body: unknown = await response.json();
	return { status: response.status, type: response.headers.get("content-type"), body };
}

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
	["/%00", "GET"],
])("%s by %s is a problem in the agreed form", async (path, method) => {
	const answer = await get(startTestCompanion(), path, method);
	expect(answer).toMatchObject({
		status: 404,
		type: "application/problem+json",
		body: { title: CODES["not-found"], status: 404, code: "not-found" },
	});
	expect(answer.body).toHaveProperty("correlationId");
});

test("every code has a status of its own kind", () => {
	const isCode = (text: string): text is Code => Object.hasOwn(CODES, text);
	const statuses = Object.keys(CODES).filter(isCode).map(statusOfCode);
	expect(statuses.every((status) => status >= 400 && status < 600)).toBe(true);
	expect(
		["unauthorized", "too-large", "idempotency-conflict", "idempotency-key-missing"].filter(isCode).map(statusOfCode),
	).toEqual([401, 413, 409, 400]);
});

import { expect, test } from "bun:test";
import { get } from "../testing/get";
import { changeRequest, startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer } from "../testing/test-server";

async function scrape(world: TestCompanion): Promise<string[]> {
	const { status, headers, text } = await get(world, "/metrics");
	expect([status, headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
	return text.split("\n");
}

function missingIn(lines: readonly string[], wanted: readonly string[]): string[] {
	return wanted.filter((line) => !lines.includes(line));
}

const APPLIED = {
	...{ id: "discord:1", userId: 77, born: "life-1", epoch: 1, seq: 1, delta: 50 },
	...{ reason: "a secret reason", actor: "discord:31", source: "discord" },
};

test("receipts are counted by what became of them", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.ship([receiptOf(APPLIED)]);
	await server.ship([receiptOf(APPLIED), receiptOf(APPLIED, { revision: 2 })]);
	await server.ship([receiptOf(APPLIED, { balance: 51 })]);
	const lines = await scrape(world);
	expect(lines.filter((line) => line.startsWith("purser_receipts_total"))).toEqual([
		'purser_receipts_total{result="stored"} 2',
		'purser_receipts_total{result="deduped"} 1',
		'purser_receipts_total{result="refused"} 1',
	]);
});

test("answers are counted by route, status and code", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.post("/log/transactions", "{}");
	await get(world, "/nowhere");
	expect(
		missingIn(await scrape(world), [
			'purser_answers_total{route="session",status="200",code=""} 1',
			'purser_answers_total{route="receipts",status="400",code="idempotency-key-missing"} 1',
			'purser_answers_total{route="none",status="404",code="not-found"} 1',
		]),
	).toEqual([]);
});

test("commits, open commands, doorbells, servers and budgets are there", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.beat({ players: [77] });
	await world.settled(world.companion.ledger.submit(changeRequest()));
	await world.settled(world.companion.ledger.submit(changeRequest({ id: "discord:2", userId: 78 })));
	const lines = await scrape(world);
	expect(
		missingIn(lines, [
			'purser_commands_open{state="published",queue="later",waiting=""} 2',
			'purser_doorbells_total{result="sent"} 2',
			"purser_commits_failed_total 0",
			"purser_units_waiting 0",
			"purser_game_servers 1",
			'purser_open_cloud_calls_total{budget="publish",result="granted"} 2',
		]),
	).toEqual([]);
	expect(lines.find((line) => line.startsWith("purser_commit_units_count"))).toMatch(/ [1-9][0-9]*$/);
});

test("nothing in it names a person, a wallet or a server", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.ship([receiptOf(APPLIED)]);
	await world.settled(world.companion.ledger.submit(changeRequest()));
	expect((await scrape(world)).join("\n")).not.toMatch(/secret reason|prize|Builder|life-1|job-1|discord:|\b77\b/);
});

test("a database that cannot be read takes its own numbers away and no others", async () => {
	const world = startTestCompanion();
	world.database.close();
	const lines = await scrape(world);
	expect(lines).toContain('purser_receipts_total{result="stored"} 0');
	expect(lines.filter((line) => /commands_open|game_servers/.test(line))).toEqual([]);
});

test.each(["", "Bearer wrong"])("is for the service key alone: '%s'", async (authorization) => {
	expect((await get(startTestCompanion(), "/metrics", { headers: { authorization } })).status).toBe(401);
});

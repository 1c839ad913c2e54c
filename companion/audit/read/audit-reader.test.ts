import { describe, expect, test } from "bun:test";
import { get } from "../../testing/get";
import { startTestCompanion, type TestCompanion } from "../../testing/test-companion";
import { receiptOf, startTestServer } from "../../testing/test-server";
import type { AuditQuery } from "../audit-view";

function receipt(userId: number, born: string, revision: number) {
	const game = {
		id: "",
		userId,
		born,
		epoch: 1,
		seq: revision,
		delta: 1,
		reason: "quest",
		actor: "game",
		source: "game",
	};
	return receiptOf(game, { commandId: undefined, seq: undefined, revision, balance: revision });
}

/** Two players; the second one's receipts arrive out of order, and he has had two wallet lives. */
async function fill(): Promise<TestCompanion> {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.ship([receipt(1, "a", 1), receipt(2, "old", 1), receipt(2, "old", 2)]);
	await server.ship([receipt(2, "new", 3), receipt(2, "new", 1)]);
	await server.ship([receipt(2, "new", 2), receipt(1, "a", 2)]);
	return world;
}

/** Every page of a query, until there is no next one. */
function readAll(world: TestCompanion, query: AuditQuery): string[][] {
	const pages: string[][] = [];
	let cursor: string | undefined;
	do {
		const page = world.companion.auditReader.list({ ...query, cursor });
		if (page === undefined) throw new Error("a cursor of our own was refused");
		pages.push(page.rows.map((row) => `${row.userId}/${row.born}/${row.revision}`));
		cursor = page.nextCursor;
	} while (cursor !== undefined);
	return pages;
}

describe("the audit is listed", () => {
	test("by arrival, newest first, in pages without overlap", async () => {
		expect(readAll(await fill(), { limit: 3 })).toEqual([
			["1/a/2", "2/new/2", "2/new/1"],
			["2/new/3", "2/old/2", "2/old/1"],
			["1/a/1"],
		]);
	});

	test("of one player by revision, newest life and revision first", async () => {
		expect(readAll(await fill(), { userId: 2, limit: 2 })).toEqual([
			["2/new/3", "2/new/2"],
			["2/new/1", "2/old/2"],
			["2/old/1"],
		]);
	});

	test("as empty for a player nobody has heard of", async () => {
		expect((await fill()).companion.auditReader.list({ userId: 9, limit: 5 })).toEqual({ rows: [] });
	});

	test("without the personal text where that was erased", async () => {
		const world = await fill();
		world.database.run("DELETE FROM audit_detail");
		world.database.run("DELETE FROM subject");
		const [row] = world.companion.auditReader.list({ limit: 1 })?.rows ?? [];
		expect(row).toMatchObject({ revision: 2, delta: 1 });
		expect([row?.userId, row?.actor, row?.reason]).toEqual([undefined, undefined, undefined]);
	});
});

describe("GET /log/transactions", () => {
	const PATH = "/log/transactions";

	test("answers a page to who holds the service key", async () => {
		const world = await fill();
		expect(await get(world, `${PATH}?userId=2&limit=1`)).toMatchObject({
			status: 200,
			body: { rows: [{ userId: 2, born: "new", revision: 3 }], nextCursor: "w-3-3" },
		});
		expect(await get(world, `${PATH}?userId=2&limit=1&cursor=w-3-3`)).toMatchObject({
			body: { rows: [{ revision: 2 }] },
		});
	});

	test.each([[""], ["Bearer "], ["Bearer wrong"], ["Basic test-service-key-of-thirty-two-bytes"]])(
		"refuses the credentials '%s'",
		async (authorization) => {
			expect(await get(await fill(), PATH, { headers: { authorization } })).toMatchObject({
				status: 401,
				body: { code: "unauthorized" },
			});
		},
	);

	test.each([
		["limit=0", "limit"],
		["limit=101", "limit"],
		["limit=abc", "limit"],
		["limit=1.5", "limit"],
		["limit=-1", "limit"],
		["limit=5&limit=6", "limit"],
		["userId=0", "userId"],
		["userId=9007199254740992", "userId"],
		["userId=x", "userId"],
		["cursor=r-x", "cursor"],
		["cursor=w-1-1", "cursor"],
		["userId=2&cursor=r-1", "cursor"],
		["user=2", "user"],
	])("refuses the query %s", async (query, detail) => {
		expect(await get(await fill(), `${PATH}?${query}`)).toMatchObject({
			status: 400,
			body: { code: "bad-query", detail },
		});
	});
});

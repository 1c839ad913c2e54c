import { describe, expect, test } from "bun:test";
import { get } from "../../testing/get";
import type { TestCompanion } from "../../testing/test-companion";
import { shipRows, START, startWithRows } from "../testing/ship-rows";

const DAY = 86_400;
const WEEK = "/log/supply?from=2026-01-01&to=2026-01-07";

async function read(world: TestCompanion, path: string): Promise<unknown> {
	return (await get(world, path)).body;
}

const THREE_DAYS = [
	{ userId: 1, delta: 100, source: "discord", at: START },
	{ userId: 2, delta: 30, source: "game", at: START + DAY - 1 },
	{ userId: 1, delta: -40, source: "shop", at: START + 2 * DAY },
	{ userId: 2, delta: 5, source: "shop", at: START + 2 * DAY + 60 },
];

describe("coins in existence", () => {
	test("a day each, with what came from where and went where", async () => {
		expect(await read(await startWithRows(THREE_DAYS), WEEK)).toEqual({
			days: [
				{
					...{ day: "2026-01-01", supply: 130, erased: 0 },
					sources: [
						{ source: "discord", receipts: 1, given: 100, taken: 0 },
						{ source: "game", receipts: 1, given: 30, taken: 0 },
					],
				},
				{
					...{ day: "2026-01-03", supply: 95, erased: 0 },
					sources: [{ source: "shop", receipts: 2, given: 5, taken: 40 }],
				},
			],
			digest: { rowId: 4, rowsBehind: 0 },
		});
	});

	test("what was before the first day counts", async () => {
		const world = await startWithRows(THREE_DAYS);
		const path = "/log/supply?from=2026-01-02&to=2026-01-03";
		expect(await read(world, path)).toMatchObject({ days: [{ day: "2026-01-03", supply: 95 }] });
	});

	test("a late receipt is counted on the day its change took effect", async () => {
		const world = await startWithRows(THREE_DAYS);
		await shipRows(world, [{ userId: 9, delta: 7, at: START + 60 }]);
		expect(await read(world, WEEK)).toMatchObject({
			days: [{ supply: 130 }, { supply: 95 }],
			digest: { rowsBehind: 1 },
		});
		await world.time.advance(5_000);
		expect(await read(world, WEEK)).toMatchObject({ days: [{ supply: 137 }, { supply: 102 }] });
	});

	test("the last thirty days when none are named", async () => {
		const world = await startWithRows([{ at: START - 30 * DAY }, { at: START - 29 * DAY }, { at: START }]);
		const days = [
			{ day: "2025-12-03", supply: 2 },
			{ day: "2026-01-01", supply: 3 },
		];
		expect(await read(world, "/log/supply")).toMatchObject({ days });
	});

	test.each([
		["from=2026-02-30", "from"],
		["from=2026-1-1", "from"],
		["from=2026-01-03&to=2026-01-02", "from"],
		["from=2020-01-01&to=2026-01-01", "from"],
		["to=never", "to"],
		["day=2026-01-01", "day"],
	])("refuses %s", async (query, detail) => {
		expect(await read(await startWithRows([]), `/log/supply?${query}`)).toMatchObject({ code: "bad-query", detail });
	});
});

describe("the richest wallets", () => {
	test("most coins first, nobody without any", async () => {
		const world = await startWithRows([...THREE_DAYS, { userId: 3, delta: 1 }, { userId: 3, delta: -1 }]);
		// A wallet is the player's present one from the first heartbeat that lists it on.
		world.database.run("UPDATE wallet SET is_current = 1");
		expect(await read(world, "/log/wallets/top?limit=5")).toEqual({
			wallets: [
				{ userId: 1, balance: 60, revision: 2 },
				{ userId: 2, balance: 35, revision: 2 },
			],
		});
		expect(await read(world, "/log/wallets/top?limit=1")).toMatchObject({ wallets: [{ userId: 1 }] });
	});

	test.each([["limit=0"], ["limit=101"], ["limit=x"], ["user=1"]])("refuses %s", async (query) => {
		expect(await read(await startWithRows([]), `/log/wallets/top?${query}`)).toMatchObject({ code: "bad-query" });
	});
});

test("a long way is gone in steps, and every row is counted once", async () => {
	const rows = Array.from({ length: 1_200 }, () => ({ delta: 1 }));
	const world = await startWithRows(rows);
	expect(await read(world, WEEK)).toMatchObject({ days: [{ supply: 1_200 }], digest: { rowId: 1_200, rowsBehind: 0 } });
});

test.each([["/log/supply"], ["/log/wallets/top"]])("%s not without the service key", async (path) => {
	const world = await startWithRows([]);
	expect((await get(world, path, { headers: {} })).status).toBe(401);
});

import { describe, expect, test } from "bun:test";
import type { AlarmContent } from "../../alarms/alarm";
import { migrate } from "../../database/migrate";
import { openDatabase } from "../../database/open-database";
import { shipRows, START, startWithRows } from "../testing/ship-rows";
import { createSupplyWatch, isJump } from "./supply-watch";

const MINUTE = 60_000;

function createWorld() {
	const database = openDatabase(":memory:");
	migrate(database, 0);
	const raised: AlarmContent[] = [];
	const start = () => createSupplyWatch(database, "900", 100, { raise: (content) => raised.push(content) });
	let watch = start();
	return {
		raised,
		restart: () => void (watch = start()),
		/** So many coins are there at that minute, by the audit. */
		look: (minute: number, supply: number) => {
			database.run("DELETE FROM audit_day");
			database.run(
				"INSERT INTO audit_day (guild_id, day, source, receipts, given, taken) VALUES ('900', 1, 'game', 1, ?, 0)",
				[supply],
			);
			watch.look(minute * MINUTE);
		},
	};
}

test.each([
	["ten of the largest commands, in a small economy", 0, 1_000, false],
	["one coin more", 0, 1_001, true],
	["a tenth of a large one", 100_000, 110_000, false],
	["more than that", 100_000, 110_001, true],
	["coins that vanish", 100_000, 89_999, true],
])("%s", (_name, before, after, expected) => {
	expect(isJump(before, after, 100)).toBe(expected);
});

describe("the supply", () => {
	test("what was there at the first look is no jump", () => {
		const { look, raised } = createWorld();
		look(0, 1_000_000);
		expect(raised).toEqual([]);
	});

	test("a jump within an hour raises one alarm, not one for each look", () => {
		const { look, raised } = createWorld();
		look(0, 5_000);
		look(30, 5_500);
		for (let minute = 31; minute < 90; minute += 1) look(minute, 7_000 + minute);
		expect(raised).toEqual([{ kind: "supply", before: 5_000, after: 7_031, since: 0 }]);
	});

	test("one that goes on is told again after an hour, a restart or not", () => {
		const { look, raised, restart } = createWorld();
		look(0, 5_000);
		look(1, 7_000);
		restart();
		look(60, 9_000);
		expect(raised).toHaveLength(1);
		look(61, 9_000);
		expect(raised[1]).toEqual({ kind: "supply", before: 7_000, after: 9_000, since: MINUTE });
	});

	test("slow growth is the game's own", () => {
		const { look, raised } = createWorld();
		for (let minute = 0; minute < 600; minute += 10) look(minute, 5_000 + minute * 10);
		expect(raised).toEqual([]);
	});

	test("what came while nobody looked is told at the next look", () => {
		const { look, raised } = createWorld();
		look(0, 5_000);
		look(600, 9_000);
		expect(raised).toHaveLength(1);
	});
});

test("coins made by the game itself count", async () => {
	const world = await startWithRows([{ userId: 1, delta: 5, source: "game", at: START }]);
	await world.time.advance(5_000);
	await shipRows(world, [{ userId: 2, delta: 10_000_001, source: "game", at: START + 60 }]);
	await world.time.advance(5_000);
	expect(world.companion.alarms.next()).toMatchObject({ content: { kind: "supply", before: 5, after: 10_000_006 } });
});

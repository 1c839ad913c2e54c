import { describe, expect, test } from "bun:test";
import type { TestCompanion } from "../../testing/test-companion";
import type { AuditFilter } from "../audit-view";
import { get } from "../../testing/get";
import { shipRows, START, startWithRows, type ShippedRow } from "../testing/ship-rows";
import { ROWS_LOOKED_AT_MAX } from "./audit-reader";

const MIA = "discord:31";
const NOA = "discord:32";
const HOUR = 3_600;

/** Named by their reasons, in the order of arrival; the receipt of the late one came after those of later changes. */
const ROWS: readonly Partial<ShippedRow>[] = [
	{ reason: "first quest", userId: 1, at: START },
	{ reason: "Event prize", userId: 2, actor: MIA, source: "discord", at: START + HOUR },
	{ reason: "éclair sold", userId: 1, source: "shop", at: START + 2 * HOUR },
	{ reason: "event over", userId: 2, actor: NOA, source: "discord", delta: -1, at: START + 3 * HOUR },
	{ reason: "late quest", userId: 3, at: START + HOUR },
	{ reason: "prize of the event", userId: 1, actor: MIA, source: "discord", at: START + 4 * HOUR },
];

function reasons(world: TestCompanion, filter: AuditFilter, limit = 100): readonly (readonly string[])[] {
	const pages: string[][] = [];
	let cursor: string | undefined;
	do {
		const page = world.companion.auditReader.list({ ...filter, limit, cursor });
		if (page === undefined) throw new Error("a cursor of our own was refused");
		pages.push(page.rows.map(({ reason }) => reason ?? ""));
		cursor = page.nextCursor;
	} while (cursor !== undefined);
	return pages;
}

const RULES: readonly (readonly [what: string, AuditFilter, readonly string[]])[] = [
	["of an actor, newest change first", { actor: MIA }, ["prize of the event", "Event prize"]],
	["of a source, newest change first", { source: "game" }, ["late quest", "first quest"]],
	["from a moment on", { from: START + 3 * HOUR }, ["prize of the event", "event over"]],
	["before a moment", { to: START + HOUR }, ["first quest"]],
	[
		"between two moments, the late one where it belongs",
		{ from: START + HOUR, to: START + 3 * HOUR },
		["éclair sold", "late quest", "Event prize"],
	],
	["that gave coins by staff", { kind: "given", source: "discord" }, ["prize of the event", "Event prize"]],
	["that took coins", { kind: "taken" }, ["event over"]],
	["that were refused", { kind: "refused" }, []],
	["of at least so many coins", { amountMin: 2 }, []],
	["of at least so many coins, taken ones too", { amountMin: 1, userId: 2 }, ["event over", "Event prize"]],
	["of an actor from a moment on", { actor: MIA, from: START + 2 * HOUR }, ["prize of the event"]],
	["of an actor before a moment", { actor: MIA, to: START + 2 * HOUR }, ["Event prize"]],
	[
		"of a source between two moments",
		{ source: "discord", from: START + HOUR + 1, to: START + 4 * HOUR },
		["event over"],
	],
	["of a player, by revision", { userId: 1 }, ["prize of the event", "éclair sold", "first quest"]],
	["of a player by one actor", { userId: 1, actor: MIA }, ["prize of the event"]],
	["of a player from one source before a moment", { userId: 1, source: "shop", to: START + 3 * HOUR }, ["éclair sold"]],
	["of an actor from another source", { actor: MIA, source: "game" }, []],
	[
		"with a word, in any case, newest row first",
		{ words: "EVENT" },
		["prize of the event", "event over", "Event prize"],
	],
	["with all of some words in any order", { words: "prize event" }, ["prize of the event", "Event prize"]],
	["with a word without its accents", { words: "eclair" }, ["éclair sold"]],
	["with words, by an actor", { words: "event", actor: NOA }, ["event over"]],
	["with words, of a player between two moments", { words: "event", userId: 2, to: START + 3 * HOUR }, ["Event prize"]],
	["with what only looks like an operator", { words: "event OR quest" }, []],
	["with a part of a word", { words: "eve" }, []],
];

describe("rows are found", () => {
	test.each([...RULES])("%s", async (_what, filter, expected) => {
		expect(reasons(await startWithRows(ROWS), filter)).toEqual([expected]);
	});

	test.each([...RULES])("%s, one a page, in the same order", async (_what, filter, expected) => {
		expect(reasons(await startWithRows(ROWS), filter, 1).flat()).toEqual([...expected]);
	});
});

test("rows of one second are each shown once, however small the pages are", async () => {
	const rows = Array.from({ length: 7 }, (_, number) => ({ actor: MIA, reason: `row ${number}` }));
	const world = await startWithRows(rows);
	for (const filter of [{ actor: MIA }, { source: "game" }, { from: START }]) {
		expect(reasons(world, filter, 2).flat()).toEqual(rows.map(({ reason }) => reason).toReversed());
	}
});

test("pages hold what was there when the first was read, whatever comes in between", async () => {
	const world = await startWithRows(ROWS);
	const reader = world.companion.auditReader;
	for (const filter of [{}, { source: "discord" }, { from: START }, { words: "event" }, { userId: 2 }]) {
		const whole = reader.list({ ...filter, limit: 100 })?.rows ?? [];
		const first = reader.list({ ...filter, limit: 1 });
		await shipRows(world, [{ userId: 900 + whole.length, reason: "event", source: "discord", at: START + 99 * HOUR }]);
		const rest = reader.list({ ...filter, limit: 100, cursor: first?.nextCursor });
		expect([...(first?.rows ?? []), ...(rest?.rows ?? [])]).toEqual([...whole]);
	}
});

test("a filter that hardly a row passes ends a page early and goes on behind it", async () => {
	const many = Array.from({ length: ROWS_LOOKED_AT_MAX + 5 }, () => ({ actor: MIA, source: "discord" }));
	const world = await startWithRows([{ actor: MIA, source: "shop", reason: "the one" }, ...many]);
	expect(reasons(world, { actor: MIA, source: "shop" })).toEqual([[], ["the one"]]);
});

test("words tell how far they are known, and are known five seconds later", async () => {
	const world = await startWithRows(ROWS);
	expect(world.companion.auditReader.list({ words: "event", limit: 9 })?.digest).toEqual({ rowId: 6, rowsBehind: 0 });
	await shipRows(world, [{ userId: 9, reason: "another event" }]);
	const early = world.companion.auditReader.list({ words: "another", limit: 9 });
	expect([early?.rows.length, early?.digest]).toEqual([0, { rowId: 6, rowsBehind: 1 }]);
	await world.time.advance(5_000);
	const late = world.companion.auditReader.list({ words: "another", limit: 9 });
	expect([late?.rows.length, late?.digest]).toEqual([1, { rowId: 7, rowsBehind: 0 }]);
});

test.each([["?!"], [" "], ['"'], ["a b c d e f g h i"]])("the words '%s' are refused", async (words) => {
	const { status, text } = await get(await startWithRows(ROWS), `/log/transactions?words=${encodeURIComponent(words)}`);
	expect([status, JSON.parse(text)]).toMatchObject([400, { code: "bad-query", detail: "words" }]);
});

import { expect, test } from "bun:test";
import { Random } from "./random";

const draw = (random: Random): number[] => Array.from({ length: 5 }, () => random.integer(0, 1_000_000));

test("one seed gives one stream, another seed another", () => {
	expect(draw(new Random(7))).toEqual(draw(new Random(7)));
	expect(draw(new Random(7))).not.toEqual(draw(new Random(8)));
});

test("a fork does not depend on what was drawn elsewhere", () => {
	const used = new Random(7);
	draw(used);
	expect(draw(used.fork("stores"))).toEqual(draw(new Random(7).fork("stores")));
	expect(draw(used.fork("stores"))).not.toEqual(draw(used.fork("messages")));
});

test("integers reach both bounds and ratios stay below 1", () => {
	const random = new Random("bounds");
	const faces = new Set(Array.from({ length: 300 }, () => random.integer(1, 6)));
	expect([...faces].sort()).toEqual([1, 2, 3, 4, 5, 6]);
	const ratios = Array.from({ length: 2_000 }, () => random.ratio());
	expect(Math.max(...ratios)).toBeLessThan(1);
	expect(Math.abs(ratios.reduce((sum, ratio) => sum + ratio, 0) / 2_000 - 0.5)).toBeLessThan(0.05);
	expect(random.chance(0)).toBe(false);
	expect(random.chance(1)).toBe(true);
});

test("a UUID has the form of version 4 and does not repeat", () => {
	const random = new Random(1);
	const ids = Array.from({ length: 200 }, () => random.uuid());
	for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(new Set(ids).size).toBe(200);
});

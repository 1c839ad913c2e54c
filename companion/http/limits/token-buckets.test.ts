import { expect, test } from "bun:test";
import { TokenBuckets } from "./token-buckets";

function setUp(size: { perSecond?: number; burst?: number; bucketsMax?: number } = {}) {
	const time = { now: 0 };
	const buckets = new TokenBuckets({ precise: () => time.now }, { perSecond: 2, burst: 3, bucketsMax: 2, ...size });
	const takeAll = (name: string, times = 10) =>
		Array.from({ length: times }, () => buckets.take(name)).filter(Boolean).length;
	return { time, buckets, takeAll };
}

test("a burst, then what comes back in the time", () => {
	const { time, takeAll } = setUp();
	expect(takeAll("a")).toBe(3);
	time.now = 1_500;
	expect(takeAll("a")).toBe(3);
	time.now = 2_000;
	expect(takeAll("a")).toBe(1);
	time.now = 1_000_000;
	expect(takeAll("a")).toBe(3);
});

test("each name has its own", () => {
	const { takeAll } = setUp();
	expect([takeAll("a"), takeAll("b")]).toEqual([3, 3]);
});

test("asking whether something is left takes nothing and remembers nobody", () => {
	const { buckets, takeAll } = setUp();
	expect([buckets.hasLeft("a"), buckets.knows("a")]).toEqual([true, false]);
	takeAll("a");
	expect([buckets.hasLeft("a"), buckets.knows("a")]).toEqual([false, true]);
});

test("the one asked for longest ago is forgotten when there are too many", () => {
	const { buckets } = setUp();
	for (const name of ["a", "b", "a", "c"]) buckets.take(name);
	expect(["a", "b", "c"].filter((name) => buckets.knows(name))).toEqual(["a", "c"]);
});

test("without end where there is no limit", () => {
	const { time, takeAll, buckets } = setUp({ perSecond: 0, burst: Infinity });
	time.now = 5;
	expect(takeAll("a", 5_000)).toBe(5_000);
	expect(buckets.hasLeft("a")).toBe(true);
});

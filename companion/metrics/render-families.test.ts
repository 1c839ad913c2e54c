import { expect, test } from "bun:test";
import { Counter } from "./counter";
import { Histogram } from "./histogram";
import { renderFamilies } from "./render-families";

test("a counter counts by the values of its labels", () => {
	const counter = new Counter("shots_total", "Shots.", ["by", "into"]);
	counter.add(1, "a", "air");
	counter.add(2, "b", "air");
	counter.add(3, "a", "air");
	expect(renderFamilies([counter.family()])).toBe(
		'# HELP shots_total Shots.\n# TYPE shots_total counter\nshots_total{by="a",into="air"} 4\nshots_total{by="b",into="air"} 2\n',
	);
});

test("a histogram has each bucket with those below it, and what is beyond the last only in the whole", () => {
	const histogram = new Histogram("size", "Size.", [1, 5]);
	for (const value of [1, 1.5, 5, 6]) histogram.observe(value);
	expect(renderFamilies([histogram.family()]).split("\n").slice(2, -1)).toEqual([
		'size_bucket{le="1"} 1',
		'size_bucket{le="5"} 3',
		'size_bucket{le="+Inf"} 4',
		"size_sum 13.5",
		"size_count 4",
	]);
});

test("what would end a value early is escaped", () => {
	const samples = [{ labels: { text: 'a"b\\c\nd' }, value: Infinity }];
	const text = renderFamilies([{ name: "x", help: "X.", type: "gauge", samples }]);
	expect(text).toContain('x{text="a\\"b\\\\c\\nd"} +Inf\n');
});

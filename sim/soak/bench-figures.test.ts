import { expect, test } from "bun:test";
import { benchFigures, benchTable, listBenchRuns, median, type Sample } from "./bench-figures";
import type { SeedResult } from "./seed-result";
import { makeFailing, makeResult, RUN } from "./testing/seed-results";

/** Ten commands and a hundred virtual seconds, in this time. */
function playedIn(seconds: number): SeedResult {
	return { ...makeResult(RUN), wallSeconds: seconds };
}

const ALONE: readonly Sample[] = [1, 2, 5].map((seconds) => ({ results: [playedIn(seconds)] }));
const PAIRS: readonly Sample[] = [{ results: [playedIn(2), playedIn(5)] }];

test("the speed is the median of the seeds; two side by side count together", () => {
	expect(benchFigures(10, ALONE, PAIRS)).toMatchObject({
		ok: true,
		one: { settledPerSecond: 5, virtualPerSecond: 50 },
		two: { settledPerSecond: 7, virtualPerSecond: 70 },
		vmBytes: { median: 1_000, largest: 1_000 },
	});
});

test("a fast run that broke a rule is no good bench", () => {
	expect(benchFigures(10, ALONE, [{ results: [makeFailing(RUN), playedIn(1)] }]).ok).toBe(false);
});

test("the table shows every seed and both medians", () => {
	const table = benchTable(ALONE, PAIRS, benchFigures(10, ALONE, PAIRS)).replaceAll(/ +/g, " ");
	expect(table).toContain("| 1 | 10 | 100 |");
	expect(table).toContain("| median, one process | 5 | 50 |");
	expect(table).toContain("| 1 beside 1 | 7 | 70 |");
	expect(table).toContain("| median, two side by side | 7 | 70 |");
});

test("the median of an even number is the mean of the middle two", () => {
	expect(median([9, 1, 2, 4])).toBe(3);
	expect(median([9, 1, 2])).toBe(2);
});

test("ten different seeds are listed", () => {
	expect(new Set(listBenchRuns(2_000).map(({ seed }) => seed)).size).toBe(10);
});

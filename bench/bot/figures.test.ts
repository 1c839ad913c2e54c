import { expect, test } from "bun:test";
import { listMissed, makeFigures, percentile } from "./figures";
import type { Use } from "./give-load";

const USE: Use = { commandId: "discord:1", dueAt: 1_000, firstAnswerAt: 1_004, shownAt: 3_020 };
const TIMES = { createdAt: 1_010, settledAt: 3_000 };

test("our own part is the way to the journal and from the receipt to the reply; the rest is the platform's", () => {
	expect(makeFigures([USE], new Map([["discord:1", TIMES]]), 0)).toMatchObject({
		...{ commands: 1, firstAnswerP99Ms: 4, ownOutcomeP99Ms: 30, platformP99Ms: 1_990 },
	});
});

test("the warm-up is left out", () => {
	const late = { ...USE, commandId: "discord:2", dueAt: 3_000, firstAnswerAt: 3_009 };
	const journal = new Map([USE, late].map(({ commandId }) => [commandId, TIMES]));
	expect(makeFigures([USE, late], journal, 2)).toMatchObject({ commands: 1, firstAnswerP99Ms: 9 });
});

test("a command without an end is no figure", () => {
	expect(() => makeFigures([USE], new Map(), 0)).toThrow("discord:1 came to no end");
});

test("percentiles are values that were there", () => {
	expect([percentile([3, 1, 2], 0.5), percentile([1, 2, 3], 0.99), percentile([], 0.5)]).toEqual([2, 3, 0]);
});

test("what was not kept is named", () => {
	const figures = makeFigures([{ ...USE, shownAt: 3_100 }], new Map([["discord:1", TIMES]]), 0);
	expect(listMissed(figures)).toEqual(["ownOutcomeP99Ms"]);
});

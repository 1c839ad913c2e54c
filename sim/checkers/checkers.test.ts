import { describe, expect, test } from "bun:test";
import type { History } from "../run/history";
import { checkAll, CHECKERS } from "./all";
import { BROKEN_BEHAVIOUR } from "./testing/broken-behaviour";
import { BROKEN_WALLETS } from "./testing/broken-wallets";
import { AUDIT, erasedHistory, soundHistory } from "./testing/sound-history";

const BROKEN = [...BROKEN_WALLETS, ...BROKEN_BEHAVIOUR];

function speakers(history: History): readonly string[] {
	return [...new Set(checkAll(history).map((violation) => violation.checker))];
}

describe("checkers", () => {
	test("say nothing about a sound history", () => {
		expect(checkAll(soundHistory().build())).toEqual([]);
	});

	test("say nothing about a wallet that was erased, whose audit rows name a pseudonym", () => {
		expect(checkAll(erasedHistory(AUDIT).build())).toEqual([]);
	});

	test("miss the receipts of an erased wallet all the same", () => {
		expect(speakers(erasedHistory(AUDIT.slice(0, 1)).build())).toEqual(["audit-equals-wallets"]);
	});

	for (const { name, history, breaks } of BROKEN) {
		test(`${name}: ${breaks.join(", ")}`, () => expect(speakers(history).toSorted()).toEqual([...breaks].sort()));
	}

	test("each has a story that it alone, or it among others, speaks about", () => {
		const told = new Set(BROKEN.flatMap((story) => story.breaks));
		expect([...told].sort()).toEqual(Object.keys(CHECKERS).sort());
	});
});

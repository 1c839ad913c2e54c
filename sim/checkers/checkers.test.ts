import { describe, expect, test } from "bun:test";
import { SECOND } from "../clock/scheduler";
import type { History } from "../run/history";
import { checkAll, CHECKERS } from "./all";
import { BROKEN_BEHAVIOUR } from "./testing/broken-behaviour";
import { BROKEN_WALLETS } from "./testing/broken-wallets";
import { intent, reply } from "./testing/history-builder";
import { AUDIT, AVA, erasedHistory, INTENTS, REPLIES, soundHistory, TWO } from "./testing/sound-history";
import { envelope } from "./testing/wire-sketches";

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

	test("say nothing about a command that waited while the session of an earlier stay was given back", () => {
		const late = { ...intent("txn:b", AVA, -80), askedAt: 42 * SECOND };
		const history = soundHistory()
			.at(40, { kind: "player.left", jobId: "home", userId: AVA, reason: "Unknown" })
			.at(41, { kind: "player.joined", jobId: "home", userId: AVA })
			.at(43, envelope("txn:b", 2))
			.wrote(54, "home", AVA, { ...TWO, acked: 1 })
			.wrote(55, "home", AVA, { ...TWO, acked: 1 }, { activeJob: "home", loads: 1 })
			.with({ intents: [...INTENTS.slice(0, 1), late], trouble: "none" })
			.with({ replies: [...REPLIES.slice(0, 1), reply(60, "txn:b", "refused", 50)] });
		expect(checkAll(history.build())).toEqual([]);
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

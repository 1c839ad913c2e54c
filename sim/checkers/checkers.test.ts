import { describe, expect, test } from "bun:test";
import { SECOND } from "../clock/scheduler";
import type { History } from "../run/history";
import { checkAll, CHECKERS } from "./all";
import { auditRow, HistoryBuilder, intent, reply, type ReceiptSketch } from "./testing/history-builder";
import { denial, envelope, shipped } from "./testing/wire-sketches";

const AVA = 7;
const FIRST: ReceiptSketch = { revision: 1, commandId: "txn:a", seq: 1, delta: 50, balance: 50 };
const REFUSED: ReceiptSketch = {
	revision: 2,
	commandId: "txn:b",
	seq: 2,
	kind: "refused",
	code: "insufficient-funds",
	delta: 0,
	balance: 50,
};
const ONE = { balance: 50, revision: 1, lastSeq: 1, receipts: [FIRST] };
const TWO = { balance: 50, revision: 2, lastSeq: 2, receipts: [FIRST, REFUSED] };
const INTENTS = [intent("txn:a", AVA, 50), intent("txn:b", AVA, -80)];
const AUDIT = [auditRow(AVA, FIRST), auditRow(AVA, REFUSED)];
const REPLIES = [reply(20, "txn:a", "committed", 50), reply(30, "txn:b", "refused", 50)];

/** Ava on server `home`, one command committed, one refused, both told, audited, acknowledged. */
function soundHistory(): HistoryBuilder {
	return new HistoryBuilder()
		.at(1, { kind: "player.joined", jobId: "home", userId: AVA })
		.wrote(2, "home", AVA, undefined, { activeJob: "home" })
		.wrote(10, "home", AVA, ONE, { activeJob: "home" })
		.at(11, shipped(FIRST))
		.wrote(25, "home", AVA, { ...TWO, acked: 1 }, { activeJob: "home" })
		.with({
			intents: INTENTS,
			replies: REPLIES,
			audit: AUDIT,
			told: [{ time: 11 * SECOND, userId: AVA, revision: 1, balance: 50, where: "client" }],
			probes: [{ userId: AVA, hasLoaded: true, hasReleased: true }],
			intrusions: [{ time: 5, what: "an old request", wasTaken: false }],
			openCloudCalls: [{ time: 5, method: "GET", url: "https://x/entry?entryKey=Player_7", status: 200 }],
		});
}

/** Ava's wallet is erased; the audit keeps the rows it has. */
function erasedHistory(audit: typeof AUDIT): HistoryBuilder {
	return soundHistory()
		.wrote(40, "home", AVA, { ...TWO, acked: 1 })
		.wrote(50, "open-cloud", AVA, { born: "b2", balance: 0, revision: 0, lastSeq: 0, receipts: [] })
		.with({ audit: audit.map((row) => ({ ...row, userId: -1 })) });
}

const SECOND_TIME: ReceiptSketch = { revision: 3, commandId: "txn:a", seq: 3, delta: 50, balance: 100 };
const COIN: ReceiptSketch = { revision: 3, delta: 5, balance: 55 };

interface Story {
	readonly name: string;
	readonly history: History;
	/** Names of the checkers that must speak, and no others. */
	readonly breaks: readonly string[];
}

const STORIES: readonly Story[] = [
	{
		name: "one command applied under two numbers",
		history: soundHistory()
			.wrote(40, "home", AVA, { balance: 100, revision: 3, lastSeq: 3, receipts: [FIRST, REFUSED, SECOND_TIME] })
			.with({ audit: [...AUDIT, auditRow(AVA, SECOND_TIME)] })
			.build(),
		breaks: ["at-most-once"],
	},
	{
		name: "a committed command that a later write takes back",
		history: soundHistory().wrote(40, "home", AVA, { balance: 0, revision: 0, lastSeq: 0, receipts: [] }).build(),
		breaks: ["committed-stays", "balance-is-receipts", "numbers-grow", "money-conserved"],
	},
	{
		name: "a command told refused that is applied later",
		history: soundHistory()
			.with({ intents: [...INTENTS, intent("txn:c", AVA, 5)] })
			.with({ replies: [...REPLIES, { ...reply(35, "txn:c", "not-accepted"), code: "bad-amount" }] })
			.wrote(40, "home", AVA, {
				balance: 55,
				revision: 3,
				lastSeq: 3,
				receipts: [FIRST, REFUSED, { ...COIN, commandId: "txn:c", seq: 3 }],
			})
			.with({ audit: [...AUDIT, auditRow(AVA, { ...COIN, commandId: "txn:c" })] })
			.build(),
		breaks: ["refused-never-applies"],
	},
	{
		name: "a balance beside its receipts",
		history: new HistoryBuilder()
			.wrote(10, "home", AVA, {
				balance: 51,
				revision: 1,
				lastSeq: 0,
				receipts: [{ revision: 1, delta: 50, balance: 50 }],
			})
			.with({ audit: [auditRow(AVA, { revision: 1, delta: 50, balance: 50 })] })
			.build(),
		breaks: ["balance-is-receipts", "money-conserved"],
	},
	{
		name: "a negative balance",
		history: new HistoryBuilder()
			.wrote(10, "home", AVA, {
				balance: -5,
				revision: 1,
				lastSeq: 0,
				receipts: [{ revision: 1, delta: -5, balance: -5 }],
			})
			.with({ audit: [auditRow(AVA, { revision: 1, delta: -5, balance: -5 })] })
			.build(),
		breaks: ["balance-is-receipts"],
	},
	{
		name: "a watermark below a receipt's number",
		history: soundHistory()
			.wrote(40, "home", AVA, { ...TWO, lastSeq: 1 })
			.build(),
		breaks: ["numbers-grow"],
	},
	{
		name: "a coin merged into a numbered receipt",
		history: soundHistory()
			.wrote(40, "home", AVA, { ...TWO, receipts: [FIRST, { ...REFUSED, code: "bad-amount" }] })
			.build(),
		breaks: ["numbers-grow"],
	},
	{
		name: "an audit row that the wallet never had",
		history: soundHistory()
			.with({ audit: [...AUDIT, auditRow(AVA, COIN)] })
			.build(),
		breaks: ["audit-is-stored"],
	},
	{
		name: "a lock taken from a player's own server",
		history: soundHistory().wrote(30, "other", AVA, TWO).build(),
		breaks: ["sessions-live"],
	},
	{
		name: "a server without the player that asks for his session",
		history: soundHistory().wrote(30, "other", AVA, TWO, { activeJob: "home", forceLoadJob: "other" }).build(),
		breaks: ["sessions-live"],
	},
	{
		name: "a reply before the write",
		history: soundHistory()
			.with({ replies: [reply(9, "txn:a", "committed", 50), ...REPLIES] })
			.build(),
		breaks: ["told-is-stored"],
	},
	{
		name: "a screen with a balance that was never stored",
		history: soundHistory()
			.with({ told: [{ time: 12 * SECOND, userId: AVA, revision: 1, balance: 60, where: "client" }] })
			.build(),
		breaks: ["shown-is-stored"],
	},
	{
		name: "a receipt shipped before the write",
		history: new HistoryBuilder()
			.at(1, shipped(FIRST))
			.wrote(10, "home", AVA, ONE)
			.with({ intents: INTENTS, replies: REPLIES.slice(0, 1), audit: AUDIT.slice(0, 1) })
			.build(),
		breaks: ["shipped-is-stored"],
	},
	{
		name: "a denial from memory",
		history: soundHistory().at(12, denial("sequence-conflict", 2)).build(),
		breaks: ["denied-is-stored"],
	},
	{
		name: "one command sent under two numbers",
		history: soundHistory().at(12, envelope("txn:a", 1)).at(13, envelope("txn:a", 3)).build(),
		breaks: ["one-number-one-id"],
	},
	{
		name: "one number sent for two commands",
		history: soundHistory().at(12, envelope("txn:a", 1)).at(13, envelope("txn:b", 1)).build(),
		breaks: ["one-number-one-id"],
	},
	{
		name: "a command that was taken and never ends",
		history: soundHistory()
			.with({ intents: [...INTENTS, intent("txn:c", AVA, 5)] })
			.with({ replies: [...REPLIES, reply(35, "txn:c", "working"), reply(36, "txn:c", "working")] })
			.build(),
		breaks: ["everything-ends"],
	},
	{
		name: "a player who cannot load any more",
		history: soundHistory()
			.with({ probes: [{ userId: AVA, hasLoaded: false, hasReleased: false }] })
			.build(),
		breaks: ["everything-ends"],
	},
	{
		name: "a receipt that never reached the audit",
		history: soundHistory()
			.with({ audit: AUDIT.slice(0, 1) })
			.build(),
		breaks: ["audit-equals-wallets"],
	},
	{
		name: "an acknowledgement beyond what the audit has",
		history: soundHistory()
			.wrote(40, "home", AVA, { ...TWO, acked: 3 })
			.build(),
		breaks: ["acknowledged-is-audited"],
	},
	{
		name: "a data store call by a server that had nothing to do with the player",
		history: soundHistory()
			.at(12, {
				kind: "store.called",
				jobId: "other",
				request: {
					kind: "store.get",
					api: "GetAsync",
					useCache: false,
					store: "EconomyWallet",
					scope: "global",
					key: `Player_${AVA}`,
				},
				stored: null,
			})
			.build(),
		breaks: ["bystanders-quiet"],
	},
	{
		name: "another amount than was asked for",
		history: soundHistory()
			.with({ intents: [intent("txn:a", AVA, 5), intent("txn:b", AVA, -80)] })
			.build(),
		breaks: ["as-asked"],
	},
	{
		name: "two last words about one command",
		history: soundHistory()
			.with({ replies: [...REPLIES, reply(50, "txn:b", "unknown")] })
			.build(),
		breaks: ["one-outcome"],
	},
	{
		name: "a stranger who was obeyed",
		history: soundHistory()
			.with({ intrusions: [{ time: 5, what: "an old request", wasTaken: true }] })
			.build(),
		breaks: ["closed-to-strangers"],
	},
	{
		name: "an entry read again and again",
		history: soundHistory()
			.with({
				openCloudCalls: Array.from({ length: 40 }, (_, index) => ({
					time: index * SECOND,
					method: "GET",
					url: "https://x/entry?entryKey=Player_7",
					status: 200,
				})),
			})
			.build(),
		breaks: ["reads-are-few"],
	},
	{
		name: "an error nobody handled",
		history: soundHistory()
			.with({ errors: ["attempt to index nil"] })
			.build(),
		breaks: ["no-errors"],
	},
];

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

	for (const { name, history, breaks } of STORIES) {
		test(`${name}: ${breaks.join(", ")}`, () => expect(speakers(history).toSorted()).toEqual([...breaks].sort()));
	}

	test("each has a story that it alone, or it among others, speaks about", () => {
		const told = new Set(STORIES.flatMap((story) => story.breaks));
		expect([...told].sort()).toEqual(Object.keys(CHECKERS).sort());
	});
});

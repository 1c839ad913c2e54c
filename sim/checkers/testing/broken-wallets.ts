import { auditRow, HistoryBuilder, intent, reply } from "./history-builder";
import {
	AUDIT,
	AVA,
	COIN,
	FIRST,
	INTENTS,
	REFUSED,
	REPLIES,
	SECOND_TIME,
	TWO,
	soundHistory,
	type BrokenHistory,
	ONE,
} from "./sound-history";

const BEN = 8;

export const BROKEN_WALLETS: readonly BrokenHistory[] = [
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
		name: "one command applied to two players",
		history: soundHistory()
			.wrote(40, "other", BEN, { ...ONE, born: "b2" })
			.with({ audit: [...AUDIT, auditRow(BEN, FIRST, "b2")] })
			.build(),
		breaks: ["at-most-once", "as-asked"],
	},
	{
		name: "a receipt that was never stored, without an amount to miss",
		history: soundHistory()
			.wrote(40, "home", AVA, { ...TWO, acked: 2 }, { activeJob: "home" })
			.wrote(50, "home", AVA, {
				...TWO,
				revision: 4,
				lastSeq: 4,
				acked: 2,
				receipts: [{ ...REFUSED, revision: 4, seq: 4 }],
			})
			.with({ audit: [...AUDIT, auditRow(AVA, { ...REFUSED, revision: 4 })] })
			.build(),
		breaks: ["numbers-grow", "one-number-one-id"],
	},
	{
		name: "a receipt that left the list before it was acknowledged",
		history: soundHistory()
			.wrote(40, "home", AVA, { ...TWO, receipts: [REFUSED] })
			.build(),
		breaks: ["numbers-grow"],
	},
];

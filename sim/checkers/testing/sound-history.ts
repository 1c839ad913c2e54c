import { SECOND } from "../../clock/scheduler";
import type { History } from "../../run/history";
import { auditRow, HistoryBuilder, intent, reply, type ReceiptSketch } from "./history-builder";
import { shipped } from "./wire-sketches";

export const AVA = 7;
export const FIRST: ReceiptSketch = { revision: 1, commandId: "txn:a", seq: 1, delta: 50, balance: 50 };
export const REFUSED: ReceiptSketch = {
	revision: 2,
	commandId: "txn:b",
	seq: 2,
	kind: "refused",
	code: "insufficient-funds",
	delta: 0,
	balance: 50,
};
export const ONE = { balance: 50, revision: 1, lastSeq: 1, receipts: [FIRST] };
export const TWO = { balance: 50, revision: 2, lastSeq: 2, receipts: [FIRST, REFUSED] };
export const INTENTS = [intent("txn:a", AVA, 50), intent("txn:b", AVA, -80)];
export const AUDIT = [auditRow(AVA, FIRST), auditRow(AVA, REFUSED)];
export const REPLIES = [reply(20, "txn:a", "committed", 50), reply(30, "txn:b", "refused", 50)];

/** Ava on server `home`, one command committed, one refused, both told, audited, acknowledged. */
export function soundHistory(): HistoryBuilder {
	return new HistoryBuilder()
		.at(1, { kind: "player.joined", jobId: "home", userId: AVA })
		.wrote(2, "home", AVA, undefined, { activeJob: "home" })
		.wrote(10, "home", AVA, ONE, { activeJob: "home" })
		.at(11, shipped(FIRST))
		.at(12, { kind: "purchase.decided", jobId: "home", purchaseId: "p0", isGranted: false })
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
export function erasedHistory(audit: typeof AUDIT): HistoryBuilder {
	return soundHistory()
		.wrote(40, "home", AVA, { ...TWO, acked: 1 })
		.wrote(50, "open-cloud", AVA, { born: "b2", balance: 0, revision: 0, lastSeq: 0, receipts: [] })
		.with({ audit: audit.map((row) => ({ ...row, userId: -1 })) });
}

export const SECOND_TIME: ReceiptSketch = { revision: 3, commandId: "txn:a", seq: 3, delta: 50, balance: 100 };
export const COIN: ReceiptSketch = { revision: 3, delta: 5, balance: 55 };

export interface BrokenHistory {
	readonly name: string;
	readonly history: History;
	/** Names of the checkers that must speak, and no others. */
	readonly breaks: readonly string[];
}

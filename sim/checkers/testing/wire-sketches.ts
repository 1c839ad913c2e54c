import type { ReceiptSketch } from "./history-builder";

const AVA = 7;

/** A receipt of player 7 on its way to the audit. */
export function shipped(receipt: ReceiptSketch) {
	const full = { source: "txn", actor: "discord:1", reason: "", at: 1, kind: "applied", ...receipt };
	const body = JSON.stringify({ receipts: [{ userId: AVA, born: "b1", epoch: 1, receipt: full }] });
	return { kind: "http.sent", jobId: "home", url: "http://companion.test/log/transactions", body } as const;
}

/** A command for player 7 that reached his server. */
export function envelope(id: string, seq: number) {
	const command = { v: 1, type: "economy.command", id, seq, userId: AVA, born: "b1", epoch: 1, issuedAt: 1 };
	const data = JSON.stringify(JSON.stringify(command));
	return { kind: "message.delivered", jobId: "home", topic: "discord-commands", data } as const;
}

/** A heartbeat that says why a command of player 7 was not taken. */
export function denial(code: string, seq: number, numbers: object = { epoch: 1, lastSeq: seq }) {
	const wallet = { born: "b1", ...numbers };
	const body = JSON.stringify({ beat: 1, notes: [{ commandId: "txn:b", userId: AVA, seq, code, wallet }] });
	return { kind: "http.sent", jobId: "home", url: "http://companion.test/game/heartbeat", body } as const;
}

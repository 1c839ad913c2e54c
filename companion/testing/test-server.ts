import { bunPlatform } from "../../shared/bun/platform";
import { decodeHeartbeatAnswer, type Heartbeat, type HeartbeatAnswer } from "../../shared/protocol/heartbeat";
import {
	decodeReceiptBatchAnswer,
	type ReceiptBatchAnswer,
	type ShippedReceipt,
} from "../../shared/protocol/receipt-batch";
import { batchIdempotencyKey, signRequest } from "../../shared/protocol/request-signature";
import { decodeSessionAnswer, type SessionAnswer } from "../../shared/protocol/session";
import type { Receipt } from "../../shared/wallet/receipt";
import type { TestCompanion } from "./test-companion";

/** A game server as the companion hears it. */
export interface TestServer {
	readonly session: SessionAnswer;
	/** Sends a signed request; `headers` replace or add to the right ones. */
	post(path: string, body: string, headers?: Record<string, string>): Promise<Response>;
	/** A heartbeat with the next number. */
	beat(changes?: Partial<Heartbeat>): Promise<HeartbeatAnswer>;
	ship(receipts: readonly ShippedReceipt[]): Promise<ReceiptBatchAnswer>;
}

export async function openSession(test: TestCompanion, jobId: string, changes: object = {}): Promise<Response> {
	const body = {
		placeId: 1,
		jobId,
		build: "b1",
		protocolMin: 1,
		protocolMax: 1,
		storeName: "EconomyWallet",
		studio: false,
	};
	const request = new Request("http://localhost/game/session", {
		method: "POST",
		headers: { authorization: `Bearer ${test.config.keys.gameSecrets[0]}` },
		body: JSON.stringify({ ...body, ...changes }),
	});
	return await test.settled(test.companion.app.handle(request));
}

export async function startTestServer(test: TestCompanion, jobId: string): Promise<TestServer> {
	const answer = decodeSessionAnswer(bunPlatform, await (await openSession(test, jobId)).json());
	if (!answer.ok) throw new Error(`no session: ${answer.error.field}`);
	const session = answer.value;
	let beatNumber = 0;

	async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
		const timestamp = Math.floor(test.time.clock.now() / 1000);
		const idempotencyKey = headers["Idempotency-Key"] ?? "";
		const signature = signRequest(bunPlatform, { method: "POST", path, timestamp, idempotencyKey, body }, session.key);
		const request = new Request(`http://localhost${path}`, {
			method: "POST",
			body,
			headers: {
				"X-Timestamp": String(timestamp),
				"X-Key-Id": session.keyId,
				"X-Signature": signature,
				...headers,
			},
		});
		return await test.settled(test.companion.app.handle(request));
	}

	async function beat(changes: Partial<Heartbeat> = {}): Promise<HeartbeatAnswer> {
		beatNumber += 1;
		const empty = { beat: beatNumber, players: [], wallets: [], notes: [], subscribed: true, closing: false };
		const response = await post("/game/heartbeat", JSON.stringify({ ...empty, ...changes }));
		const decoded = decodeHeartbeatAnswer(bunPlatform, await response.json());
		if (!decoded.ok) throw new Error(`heartbeat answered ${response.status}, ${decoded.error.field}`);
		return decoded.value;
	}

	async function ship(receipts: readonly ShippedReceipt[]): Promise<ReceiptBatchAnswer> {
		const body = JSON.stringify({ receipts });
		const headers = { "Idempotency-Key": batchIdempotencyKey(bunPlatform, body) };
		const response = await post("/log/transactions", body, headers);
		const decoded = decodeReceiptBatchAnswer(bunPlatform, await response.json());
		if (!decoded.ok) throw new Error(`batch answered ${response.status}, ${decoded.error.field}`);
		return decoded.value;
	}

	return { session, post, beat, ship };
}

export interface Applied {
	readonly id: string;
	readonly userId: number;
	readonly born: string;
	readonly epoch: number;
	readonly seq: number;
	readonly delta: number;
	readonly reason: string;
	readonly actor: string;
	readonly source: string;
}

/** The receipt of a command that was applied; `changes` make it another one. */
export function receiptOf(command: Applied, changes: Partial<Receipt> = {}): ShippedReceipt {
	const receipt: Receipt = {
		revision: command.seq,
		commandId: command.id,
		seq: command.seq,
		source: command.source,
		kind: "applied",
		delta: command.delta,
		balance: command.delta,
		actor: command.actor,
		reason: command.reason,
		at: 1_767_225_601,
		...changes,
	};
	return { userId: command.userId, born: command.born, epoch: command.epoch, receipt };
}

import { bunPlatform } from "../../shared/bun/platform";
import type { SigningKey } from "../../shared/protocol/command-signature";
import {
	decodeReceiptBatchAnswer,
	type ReceiptBatchAnswer,
	type ShippedReceipt,
} from "../../shared/protocol/receipt-batch";
import { batchIdempotencyKey, signRequest } from "../../shared/protocol/request-signature";
import { decodeSessionAnswer, type SessionAnswer } from "../../shared/protocol/session";
import { PROTOCOL_VERSION } from "../../shared/protocol/versions";
import { GAME_SECRET, STORE_NAME } from "./surroundings";

export const RECEIPTS_PATH = "/log/transactions";

/** Time is handed in, as everywhere in the simulator. */
type NowSeconds = () => number;

/** Introduces a game server over HTTP. `undefined`: turned away, or nobody answered. */
export async function openSession(
	url: string,
	jobId: string,
	gameSecret = GAME_SECRET,
): Promise<SessionAnswer | undefined> {
	const response = await askForSession(url, jobId, gameSecret);
	return response?.status === 200 ? readSession(response) : undefined;
}

export async function askForSession(url: string, jobId: string, gameSecret: string): Promise<Answer | undefined> {
	const headers = { authorization: `Bearer ${gameSecret}` };
	return await ask(`${url}/game/session`, { method: "POST", headers, body: introduce(jobId) });
}

/** As set-ups without a secrets store do: with the companion's own HMAC secret. */
export async function askForSessionSigned(
	url: string,
	jobId: string,
	key: SigningKey,
	nowSeconds: NowSeconds,
): Promise<Answer | undefined> {
	return await postSigned(url, key, "/game/session", introduce(jobId), nowSeconds);
}

function introduce(jobId: string): string {
	const versions = { protocolMin: PROTOCOL_VERSION, protocolMax: PROTOCOL_VERSION };
	return JSON.stringify({ placeId: 1, jobId, build: "b1", ...versions, storeName: STORE_NAME, studio: false });
}

export function readSession({ text }: Answer): SessionAnswer {
	const answer = decodeSessionAnswer(bunPlatform, JSON.parse(text));
	if (!answer.ok) throw new Error(`a session answer without ${answer.error.field}`);
	return answer.value;
}

/** Ships one batch. `undefined`: nobody answered, or not with the whole answer, or it was turned away. */
export async function shipReceipts(
	url: string,
	session: SessionAnswer,
	receipts: readonly ShippedReceipt[],
	nowSeconds: NowSeconds,
): Promise<ReceiptBatchAnswer | undefined> {
	const body = JSON.stringify({ receipts });
	const response = await postSigned(url, session, RECEIPTS_PATH, body, nowSeconds);
	if (response?.status !== 200) return undefined;
	const answer = decodeReceiptBatchAnswer(bunPlatform, JSON.parse(response.text));
	if (!answer.ok) throw new Error(`a batch answer without ${answer.error.field}`);
	return answer.value;
}

/** One signed request, as a game server makes it. */
export async function postSigned(
	url: string,
	session: SigningKey,
	path: string,
	body: string,
	nowSeconds: NowSeconds,
): Promise<Answer | undefined> {
	const timestamp = nowSeconds();
	const idempotencyKey = path === RECEIPTS_PATH ? batchIdempotencyKey(bunPlatform, body) : "";
	const signed = { method: "POST", path, timestamp, idempotencyKey, body };
	const headers = {
		"X-Timestamp": String(timestamp),
		"X-Key-Id": session.keyId,
		"X-Signature": signRequest(bunPlatform, signed, session.key),
		...(idempotencyKey === "" ? {} : { "Idempotency-Key": idempotencyKey }),
	};
	return await ask(`${url}${path}`, { method: "POST", headers, body });
}

export interface Answer {
	readonly status: number;
	readonly text: string;
}

/** An answer counts once all of it arrived. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer | undefined> {
	try {
		const response = await fetch(url, init);
		return { status: response.status, text: await response.text() };
	} catch {
		return undefined;
	}
}

import { bunPlatform } from "../../../shared/bun/platform";
import type { ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import type { SigningKey } from "../../../shared/protocol/command-signature";
import {
	batchIdempotencyKey,
	HEADER_IDEMPOTENCY_KEY,
	HEADER_KEY_ID,
	HEADER_SIGNATURE,
	HEADER_TIMESTAMP,
	signRequest,
} from "../../../shared/protocol/request-signature";

export const RECEIPTS_PATH = "/log/transactions";

export interface SignedBatch {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export function signBatch(
	body: string,
	key: SigningKey,
	timestamp: number,
	idempotencyKey = batchIdempotencyKey(bunPlatform, body),
): SignedBatch {
	const signed = { method: "POST", path: RECEIPTS_PATH, timestamp, idempotencyKey, body };
	const headers = {
		[HEADER_TIMESTAMP]: String(timestamp),
		[HEADER_KEY_ID]: key.keyId,
		[HEADER_IDEMPOTENCY_KEY]: idempotencyKey,
		[HEADER_SIGNATURE]: signRequest(bunPlatform, signed, key.key),
	};
	return { headers, body };
}

export function encodeBatch(receipts: readonly ShippedReceipt[]): string {
	return JSON.stringify({ receipts });
}

/** A whole request as it goes over the wire. */
export function requestBytes({ headers, body }: SignedBatch): Buffer {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	const head = [
		`POST ${RECEIPTS_PATH} HTTP/1.1`,
		"Host: 127.0.0.1",
		"Content-Type: application/json",
		...lines,
		`Content-Length: ${Buffer.byteLength(body)}`,
	];
	return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** The same request with a signature that cannot be right. */
export function spoil(signed: SignedBatch): SignedBatch {
	return { ...signed, headers: { ...signed.headers, [HEADER_SIGNATURE]: `v1=${"0".repeat(64)}` } };
}

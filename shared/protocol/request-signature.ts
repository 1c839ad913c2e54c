import type { Platform } from "../platform";
import { integerText } from "../store-keys";

/** What is signed of one request between game and companion. Header names are matched without regard to case. */
export interface SignedRequest {
	readonly method: string;
	/** With the query, exactly as it stands in the request line. */
	readonly path: string;
	/** Unix seconds of the companion's clock, sent as `X-Timestamp`. */
	readonly timestamp: number;
	/** Sent as `Idempotency-Key`; empty when the request has none. */
	readonly idempotencyKey: string;
	/** The raw body as sent, never an encoding of the decoded one. */
	readonly body: string;
}

export const HEADER_TIMESTAMP = "X-Timestamp";
export const HEADER_IDEMPOTENCY_KEY = "Idempotency-Key";
export const HEADER_SIGNATURE = "X-Signature";
export const HEADER_KEY_ID = "X-Key-Id";
const SIGNATURE_PREFIX = "v1=";

export function requestSigningText(platform: Platform, request: SignedRequest): string {
	return [
		"purser-v1",
		request.method,
		request.path,
		integerText(request.timestamp),
		request.idempotencyKey,
		platform.sha256(request.body),
	].join("\n");
}

/** The value of `X-Signature`. */
export function signRequest(platform: Platform, request: SignedRequest, key: string): string {
	return `${SIGNATURE_PREFIX}${platform.hmacSha256(key, requestSigningText(platform, request))}`;
}

/** `Idempotency-Key` of a batch: equal bodies are equal batches, so a retry needs no memory. */
export function batchIdempotencyKey(platform: Platform, body: string): string {
	return platform.sha256(body);
}

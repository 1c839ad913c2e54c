import { bunPlatform } from "../../shared/bun/platform";
import { CLOCK_SKEW_SECONDS_MAX } from "../../shared/limits";
import { equalInConstantTime, type SigningKey } from "../../shared/protocol/command-signature";
import {
	HEADER_IDEMPOTENCY_KEY,
	HEADER_KEY_ID,
	HEADER_SIGNATURE,
	HEADER_TIMESTAMP,
	signRequest,
} from "../../shared/protocol/request-signature";
import { fail, ok, type Result } from "../../shared/result";
import { targetOf } from "./request-target";

export type SignatureProblem = "unauthorized" | "stale" | "unknown-key" | "bad-signature";

/**
 * Freshness first, then the signature; neither looks at the database. `find` knows the key of a key id, or why it does
 * not count.
 */
export function checkSignature<Key extends SigningKey>(
	request: Request,
	body: string,
	nowSeconds: number,
	find: (keyId: string) => Result<Key, "unknown-key" | "stale">,
): Result<Key, SignatureProblem> {
	const timestamp = request.headers.get(HEADER_TIMESTAMP) ?? "";
	const signature = request.headers.get(HEADER_SIGNATURE);
	const keyId = request.headers.get(HEADER_KEY_ID);
	if (signature === null || keyId === null || !/^[0-9]{1,15}$/.test(timestamp)) return fail("unauthorized");
	if (Math.abs(Number(timestamp) - nowSeconds) > CLOCK_SKEW_SECONDS_MAX) return fail("stale");
	const key = find(keyId);
	if (!key.ok) return key;
	const signed = {
		method: request.method,
		path: targetOf(request),
		timestamp: Number(timestamp),
		idempotencyKey: request.headers.get(HEADER_IDEMPOTENCY_KEY) ?? "",
		body,
	};
	const expected = signRequest(bunPlatform, signed, key.value.key);
	return equalInConstantTime(expected, signature) ? ok(key.value) : fail("bad-signature");
}

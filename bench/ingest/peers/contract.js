import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { decodeBatch } from "./decode-batch.js";

const SKEW_SECONDS_MAX = 60;
const BODY_BYTES_MAX = 65_536;
const KEY_LENGTH_MAX = 128;

/** What both peers are started with: `keys` are `[id, key]` pairs, so that no key has to be derived. */
export function readSettings() {
	const { databasePath, keys } = JSON.parse(process.env.PEER_SETTINGS ?? "{}");
	return { databasePath, keys: new Map(keys) };
}

/**
 * Everything about a request that needs no database: size, freshness, signature, key, form. Answers with what is to be
 * stored, or with the status of the refusal.
 */
export function checkRequest(keys, path, headers, body) {
	if (body.byteLength > BODY_BYTES_MAX) return { status: 413 };
	const timestamp = headers["x-timestamp"] ?? "";
	const signature = headers["x-signature"];
	const key = keys.get(headers["x-key-id"]);
	if (signature === undefined || key === undefined || !/^[0-9]{1,15}$/.test(timestamp)) return { status: 401 };
	if (Math.abs(Number(timestamp) - Date.now() / 1000) > SKEW_SECONDS_MAX) return { status: 401 };
	const idempotencyKey = headers["idempotency-key"] ?? "";
	const bodyHash = hash("sha256", body, "hex");
	const signed = ["purser-v1", "POST", path, timestamp, idempotencyKey, bodyHash].join("\n");
	if (!isSame(`v1=${createHmac("sha256", key).update(signed).digest("hex")}`, signature)) return { status: 401 };
	if (idempotencyKey === "" || idempotencyKey.length > KEY_LENGTH_MAX) return { status: 400 };
	const receipts = decodeBatch(body);
	return receipts === undefined ? { status: 400 } : { status: 200, idempotencyKey, bodyHash, receipts };
}

/** A key of this form proves by itself that no other body came under it, so it is not kept. */
export function isBodyHash(key) {
	return /^[0-9a-f]{64}$/.test(key);
}

function isSame(expected, given) {
	const [left, right] = [Buffer.from(expected), Buffer.from(given)];
	return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}

/** Two receipts under one number are the same exactly when their hashes are. */
export function hashReceipt({ userId, born, receipt }) {
	const { revision, commandId, seq, source, kind, code, delta, balance, actor, reason, at } = receipt;
	const fields = [userId, born, revision, commandId, seq, source, kind, code, delta, balance, actor, reason, at];
	return hash("sha256", JSON.stringify(fields), "hex");
}

export function resultOf({ born, receipt: { revision } }, knownHash, receiptHash) {
	if (knownHash === undefined) return { born, revision, status: "stored" };
	if (knownHash === receiptHash) return { born, revision, status: "deduped" };
	return { born, revision, status: "refused", code: "receipt-conflict" };
}

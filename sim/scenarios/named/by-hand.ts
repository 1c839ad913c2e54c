import { bunPlatform } from "../../../shared/bun/platform";
import { deriveDoorbellKeys, deriveServerKey } from "../../../companion/servers/server-keys";
import { serverTopic } from "../../../companion/servers/server-topic";
import { encodeCommand } from "../../../shared/protocol/command-codec";
import type { EconomyCommand } from "../../../shared/protocol/command";
import { signCommand } from "../../../shared/protocol/command-signature";
import type { ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import {
	batchIdempotencyKey,
	HEADER_IDEMPOTENCY_KEY,
	HEADER_KEY_ID,
	HEADER_SIGNATURE,
	HEADER_TIMESTAMP,
	signRequest,
} from "../../../shared/protocol/request-signature";
import { VIRTUAL_CONFIG } from "../../world/virtual-world";

/**
 * What was on its way when the story begins: an envelope of a companion, or a batch of a server, signed with the right
 * keys. Networks may bring such a copy at any later time.
 */
export function publishRequest(command: EconomyCommand): Request {
	const store = { universeId: VIRTUAL_CONFIG.universeId, storeName: VIRTUAL_CONFIG.storeName };
	const [key] = deriveDoorbellKeys(VIRTUAL_CONFIG.keys.hmacSecrets);
	const message = encodeCommand(bunPlatform, signCommand(bunPlatform, store, command, key));
	if (!message.ok) throw new Error(`an envelope made by hand does not fit: ${message.error}`);
	const url = `${VIRTUAL_CONFIG.robloxApiUrl}/cloud/v2/universes/${store.universeId}:publishMessage`;
	return new Request(url, {
		method: "POST",
		headers: { "x-api-key": VIRTUAL_CONFIG.apiKeys[0], "content-type": "application/json" },
		body: JSON.stringify({ topic: topicOf(command.to), message: message.value }),
	});
}

function topicOf(jobId: string | undefined): string {
	return jobId === undefined ? VIRTUAL_CONFIG.commandTopic : serverTopic(VIRTUAL_CONFIG.commandTopic, jobId);
}

export const BATCH_PATH = "/log/transactions";
const KEY_SECONDS = 3_600;

/** `now` is Unix seconds. */
export function batchRequest(jobId: string, receipts: readonly ShippedReceipt[], now: number): Request {
	const body = JSON.stringify({ receipts });
	const idempotencyKey = batchIdempotencyKey(bunPlatform, body);
	const key = deriveServerKey(VIRTUAL_CONFIG.keys.hmacSecrets[0], jobId, now + KEY_SECONDS);
	const signed = { method: "POST", path: BATCH_PATH, timestamp: now, idempotencyKey, body };
	return new Request(`http://companion.test${BATCH_PATH}`, {
		method: "POST",
		headers: {
			[HEADER_TIMESTAMP]: String(now),
			[HEADER_IDEMPOTENCY_KEY]: idempotencyKey,
			[HEADER_KEY_ID]: key.keyId,
			[HEADER_SIGNATURE]: signRequest(bunPlatform, signed, key.key),
		},
		body,
	});
}

import { bunPlatform } from "../../shared/bun/platform";
import type { Code } from "../../shared/codes";
import { decodeReceiptBatch, type ReceiptBatch, type ReceiptBatchAnswer } from "../../shared/protocol/receipt-batch";
import { HEADER_IDEMPOTENCY_KEY } from "../../shared/protocol/request-signature";
import { fail, ok, type Result } from "../../shared/result";
import type { Transactions } from "../database/transactions";
import type { Fence } from "../fence/create-fence";
import type { Answers } from "../http/answers";
import type { Route } from "../http/create-app";
import type { Credentials } from "../http/credentials";
import type { RequestLimits } from "../http/limits/request-limits";
import { readBody } from "../http/read-body";
import type { OnIngested } from "../ledger/on-ingested";
import type { Tallies } from "../metrics/create-tallies";
import type { Ports } from "../ports";
import type { IdempotencyKeys } from "./idempotency-keys";
import { ingestReceipts, type IngestContext } from "./ingest-receipts";

interface Parts {
	readonly ports: Pick<Ports, "clock">;
	readonly credentials: Pick<Credentials, "checkServer">;
	readonly answers: Answers;
	readonly transactions: Transactions;
	readonly keys: IdempotencyKeys;
	readonly fence: Pick<Fence, "meetNewerEpoch">;
	readonly context: IngestContext;
	readonly onIngested: OnIngested;
	readonly limits: Pick<RequestLimits, "takeTurn">;
	readonly noteReceipts: Tallies["noteReceipts"];
}

/**
 * `POST /log/transactions`. In this order: size, freshness, signature, idempotency key, form, insert; the answer comes
 * once the rows are durable.
 */
export function createReceiptsRoute(parts: Parts): Route {
	const { ports, answers } = parts;
	return async (request) => {
		const now = ports.clock.now();
		const nowSeconds = Math.floor(now / 1000);
		const body = await readBody(request);
		if (!body.ok) return answers.problem(body.error);
		const server = parts.credentials.checkServer(request, body.value, nowSeconds);
		if (!server.ok) return answers.problem(server.error);
		if (!parts.limits.takeTurn(server.value.keyId)) return answers.problem("too-many-requests");
		const key = request.headers.get(HEADER_IDEMPOTENCY_KEY) ?? "";
		const bodyHash = bunPlatform.sha256(body.value);
		const keyProblem = findKeyProblem(parts.keys, key, bodyHash);
		if (keyProblem !== undefined) return answers.problem(keyProblem);
		const batch = decodeReceiptBatch(bunPlatform, bunPlatform.decodeJson(body.value));
		if (!batch.ok) return answers.problem("malformed", batch.error.field);
		const stored = await storeBatch(parts, { key, bodyHash, batch: batch.value, now });
		if (stored === undefined) return answers.problem("overloaded");
		if (!stored.ok) return answers.problem(stored.error);
		parts.noteReceipts(stored.value.results);
		return answers.json(stored.value);
	};
}

const KEY_LENGTH_MAX = 128;
const HASH_FORM = /^[0-9a-f]{64}$/;

/**
 * Game servers name a batch by the hash of its body. Such a key proves by itself that no other body came under it, so
 * nobody has to remember it; one of that form that is not the hash belongs to another body.
 */
function findKeyProblem(keys: IdempotencyKeys, key: string, bodyHash: string): Code | undefined {
	if (key === "" || key.length > KEY_LENGTH_MAX) return "idempotency-key-missing";
	if (HASH_FORM.test(key)) return key === bodyHash ? undefined : "idempotency-conflict";
	const known = keys.findBodyHash(key);
	return known === undefined || known === bodyHash ? undefined : "idempotency-conflict";
}

interface Write {
	readonly key: string;
	readonly bodyHash: string;
	readonly batch: ReceiptBatch;
	readonly now: number;
}

function storeBatch(parts: Parts, write: Write): Promise<Result<ReceiptBatchAnswer, Code>> | undefined {
	return parts.transactions.offer((afterCommit) => {
		// Asked again inside the unit: another request of this turn may have brought the key first.
		const problem = findKeyProblem(parts.keys, write.key, write.bodyHash);
		if (problem !== undefined) return fail(problem);
		// A wallet under a greater epoch belongs to a newer journal, and so do its receipts (rule F3).
		if (write.batch.receipts.some(({ epoch }) => epoch > parts.context.epoch)) {
			parts.fence.meetNewerEpoch();
			return fail("read-only");
		}
		if (write.key !== write.bodyHash) parts.keys.remember(write.key, write.bodyHash, write.now);
		const { answer, settled } = ingestReceipts(parts.context, write.batch, write.now);
		parts.onIngested({ settled }, write.now, afterCommit);
		return ok(answer);
	});
}

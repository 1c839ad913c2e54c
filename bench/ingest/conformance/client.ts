import { fieldOf, listOf, textIn } from "../../../companion/answer-fields";
import type { SigningKey } from "../../../shared/protocol/command-signature";
import { HEADER_SIGNATURE } from "../../../shared/protocol/request-signature";
import { createReceiptStream } from "../load/receipt-stream";
import { encodeBatch, RECEIPTS_PATH, signBatch, type SignedBatch } from "../load/request-bytes";

/** What was answered: the status, and for each receipt `stored`, `deduped` or `refused`. */
export interface Seen {
	readonly status: number;
	readonly results: readonly string[];
}

/** Sends to one contender and says what came back. */
export interface Client {
	send(request: SignedBatch): Promise<Seen>;
	sign(body: string, idempotencyKey?: string): SignedBatch;
	/** A body that nobody has sent yet, of this many new receipts. */
	fresh(count?: number): string;
	keys: readonly SigningKey[];
}

export function createClient(port: number, keys: readonly SigningKey[], firstNumber: number): Client {
	const [key] = keys;
	if (key === undefined) throw new Error("there is no key to sign with");
	// Wallets of a stream that no database was filled from, so that every one of its receipts is new.
	const stream = createReceiptStream(0);
	let number = firstNumber;
	const now = (): number => Math.floor(Date.now() / 1000);
	return {
		keys,
		sign: (body, idempotencyKey) => signBatch(body, key, now(), idempotencyKey),
		fresh: (count = 1) => {
			const receipts = Array.from({ length: count }, (_, offset) => stream.receipt(number + offset, now()));
			number += count;
			return encodeBatch(receipts);
		},
		send: async ({ headers, body }) => {
			const answer = await fetch(`http://127.0.0.1:${port}${RECEIPTS_PATH}`, {
				method: "POST",
				headers: { ...headers, "content-type": "application/json" },
				body,
			});
			const json: unknown = answer.status === 200 ? await answer.json() : await answer.text();
			const results = listOf(fieldOf(json, "results")).map((result) => textIn(result, "status") ?? "?");
			return { status: answer.status, results };
		},
	};
}

/** One rule of the contract, the answers it wants, and a way to get them. */
export interface Rule {
	readonly name: string;
	readonly wanted: readonly Seen[];
	readonly play: (client: Client) => Promise<readonly Seen[]>;
}

export const stored = (...results: readonly string[]): Seen => ({ status: 200, results });
export const refused = (status: number): Seen => ({ status, results: [] });

/** Sends one after the other. */
export async function inTurn(client: Client, ...requests: readonly SignedBatch[]): Promise<Seen[]> {
	const seen: Seen[] = [];
	for (const request of requests) seen.push(await client.send(request));
	return seen;
}

export function withHeader(request: SignedBatch, name: string, value: string): SignedBatch {
	return { ...request, headers: { ...request.headers, [name]: value } };
}

export function withoutSignature({ headers, body }: SignedBatch): SignedBatch {
	return { body, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== HEADER_SIGNATURE)) };
}

import type { SigningKey } from "../../../shared/protocol/command-signature";
import type { ReceiptStream } from "./receipt-stream";
import { encodeBatch, requestBytes, signBatch, spoil } from "./request-bytes";

/** One of so many requests is the repeat of an earlier one, or badly signed. */
const REPEAT_EVERY = 20;
const BAD_SIGNATURE_EVERY = 100;
export const MIX = `${100 / REPEAT_EVERY} % repeats, ${100 / BAD_SIGNATURE_EVERY} % bad signatures`;
/** How far back a repeat reaches: farther than anything that can still be under way. */
const REPEAT_DISTANCE = 400;

export type RequestKind = "new" | "repeat" | "bad-signature";

export interface ReadyRequest {
	readonly kind: RequestKind;
	readonly bytes: Buffer;
}

interface SupplyOptions {
	readonly stream: ReceiptStream;
	readonly keys: readonly SigningKey[];
	readonly batchSize: number;
	/** Number of the first receipt to send. */
	readonly first: number;
	readonly count: number;
	/** Unix seconds. */
	readonly now: number;
}

/** What the request at this place of the load is; the same mix in every hundred. */
export function kindAt(index: number): RequestKind {
	if (index % BAD_SIGNATURE_EVERY === BAD_SIGNATURE_EVERY / 2) return "bad-signature";
	return index % REPEAT_EVERY === REPEAT_EVERY - 1 && index >= REPEAT_DISTANCE ? "repeat" : "new";
}

/** Requests signed beforehand, so that signing costs nothing while it is measured. */
export function prepareSupply({ stream, keys, batchSize, first, count, now }: SupplyOptions): ReadyRequest[] {
	const supply: ReadyRequest[] = [];
	let number = first;
	for (let index = 0; index < count; index += 1) {
		const kind = kindAt(index);
		const earlier = supply[index - REPEAT_DISTANCE];
		if (kind === "repeat" && earlier !== undefined) {
			supply.push({ kind, bytes: earlier.bytes });
			continue;
		}
		const key = keys[index % keys.length];
		if (key === undefined) throw new Error("there is no key to sign with");
		const receipts = Array.from({ length: batchSize }, (_, offset) => stream.receipt(number + offset, now));
		const signed = signBatch(encodeBatch(receipts), key, now);
		if (kind === "new") number += batchSize;
		supply.push({ kind, bytes: requestBytes(kind === "new" ? signed : spoil(signed)) });
	}
	return supply;
}

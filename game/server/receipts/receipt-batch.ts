import { RECEIPT_BATCH_BYTES_MAX } from "../../../shared/limits";
import type { Platform } from "../../../shared/platform";
import type { ReceiptBatch, ShippedReceipt } from "../../../shared/protocol/receipt-batch";

export interface EncodedBatch {
	readonly receipts: ReadonlyArray<ShippedReceipt>;
	readonly body: string;
}

/** The first receipts, as many as fit both limits and at least one. */
export function encodeBatch(
	platform: Platform,
	waiting: ReadonlyArray<ShippedReceipt>,
	countMax: number,
	bytesMax = RECEIPT_BATCH_BYTES_MAX,
): EncodedBatch {
	assert(!waiting.isEmpty(), "a batch holds at least one receipt");
	const receipts: Array<ShippedReceipt> = [];
	let bytes = 0;
	for (const receipt of waiting) {
		if (receipts.size() >= countMax) break;
		// The comma and the frame around the list are counted generously.
		bytes += platform.byteLength(platform.encodeJson(receipt)) + 2;
		if (!receipts.isEmpty() && bytes + 32 > bytesMax) break;
		receipts.push(receipt);
	}
	const batch: ReceiptBatch = { receipts };
	return { receipts, body: platform.encodeJson(batch) };
}

import { BALANCE_MAX, RECEIPT_BATCH_MAX } from "../limits";
import type { Platform } from "../platform";
import type { Result } from "../result";
import type { Receipt } from "../wallet/receipt";
import { FieldReader, type FieldProblem } from "./fields";
import { readReceipt } from "./receipt-codec";

/** A receipt on its way to the audit. `epoch` tells the companion which journal the wallet obeyed. */
export interface ShippedReceipt {
	readonly userId: number;
	readonly born: string;
	readonly epoch: number;
	readonly receipt: Receipt;
}

export interface ReceiptBatch {
	readonly receipts: ReadonlyArray<ShippedReceipt>;
}

export type ReceiptStatus = "stored" | "deduped" | "refused";

export interface ReceiptResult {
	readonly born: string;
	readonly revision: number;
	readonly status: ReceiptStatus;
	/** Why a receipt was refused, `receipt-conflict` for one. */
	readonly code?: string;
}

export interface ReceiptBatchAnswer {
	readonly results: ReadonlyArray<ReceiptResult>;
	/** By wallet life: the highest revision below which the audit has no gap. */
	readonly acked: Readonly<Record<string, number>>;
}

export function decodeReceiptBatch(platform: Platform, body: unknown): Result<ReceiptBatch, FieldProblem> {
	const fields = new FieldReader(platform, body);
	const receipts = fields.list("receipts", RECEIPT_BATCH_MAX, (item) => ({
		userId: item.integer("userId", 1, BALANCE_MAX),
		born: item.id("born", 40),
		epoch: item.integer("epoch", 1, BALANCE_MAX),
		receipt: item.object("receipt", readReceipt),
	}));
	if (receipts.isEmpty()) fields.refuse("receipts");
	return fields.finish({ receipts });
}

export function decodeReceiptBatchAnswer(platform: Platform, body: unknown): Result<ReceiptBatchAnswer, FieldProblem> {
	const fields = new FieldReader(platform, body);
	return fields.finish({
		results: fields.list("results", RECEIPT_BATCH_MAX, (item) => ({
			born: item.id("born", 40),
			revision: item.integer("revision", 1, BALANCE_MAX),
			status: item.oneOf<ReceiptStatus>("status", ["stored", "deduped", "refused"]),
			code: item.optional("code", () => item.id("code", 64)),
		})),
		acked: fields.integerMap("acked", 0, BALANCE_MAX),
	});
}

import { t } from "@rbxts/t";

const isReceipt = t.interface({ PurchaseId: t.string, PlayerId: t.number, ProductId: t.number });

export interface ReadReceipt {
	readonly purchaseId: string;
	readonly userId: number;
	readonly productId: number;
}

/** What ProcessReceipt is called with; `undefined` for anything else. */
export function readReceipt(receipt: unknown): ReadReceipt | undefined {
	if (!isReceipt(receipt) || receipt.PurchaseId === "") return undefined;
	return { purchaseId: receipt.PurchaseId, userId: receipt.PlayerId, productId: receipt.ProductId };
}

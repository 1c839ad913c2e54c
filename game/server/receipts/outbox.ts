import type { ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import { integerText } from "../../../shared/store-keys";

/** Beyond this the oldest go: they stay in the stored wallets, where the companion reads them itself (rule R5). */
const RECEIPTS_MAX = 20_000;

export function receiptKey(born: string, revision: number): string {
	return `${born}/${integerText(revision)}`;
}

/** Receipts that are stored but not known to be in the audit, oldest first, each once. */
export class Outbox {
	private items: Array<ShippedReceipt> = [];
	private readonly keys = new Set<string>();

	/** Returns how many old ones had to go. */
	add(receipts: ReadonlyArray<ShippedReceipt>): number {
		for (const shipped of receipts) {
			const key = receiptKey(shipped.born, shipped.receipt.revision);
			if (this.keys.has(key)) continue;
			this.keys.add(key);
			this.items.push(shipped);
		}
		const surplus = this.items.size() - RECEIPTS_MAX;
		if (surplus <= 0) return 0;
		for (const index of $range(0, surplus - 1)) this.forget(this.items[index]);
		this.items = this.items.filter((_, index) => index >= surplus);
		return surplus;
	}

	remove(keys: ReadonlyArray<string>): void {
		const gone = new Set(keys);
		this.items = this.items.filter((item) => {
			const key = receiptKey(item.born, item.receipt.revision);
			if (!gone.has(key)) return true;
			this.keys.delete(key);
			return false;
		});
	}

	waiting(): ReadonlyArray<ShippedReceipt> {
		return this.items;
	}

	private forget(item: ShippedReceipt | undefined): void {
		if (item !== undefined) this.keys.delete(receiptKey(item.born, item.receipt.revision));
	}
}

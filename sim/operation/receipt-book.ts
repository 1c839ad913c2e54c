import { bunPlatform } from "../../shared/bun/platform";
import { hashReceipt } from "../../shared/protocol/receipt-codec";
import type { ReceiptBatchAnswer, ShippedReceipt } from "../../shared/protocol/receipt-batch";

interface Sent {
	readonly hash: string;
	tries: number;
	isAnswered: boolean;
}

/** What game servers sent and what they were told, to hold the audit to afterwards. */
export class ReceiptBook {
	readonly #sent = new Map<string, Sent>();
	/** Answers that cannot be true, whatever happened in between. */
	readonly contradictions: string[] = [];
	/** Receipts whose request got no answer, each time it happened. */
	unanswered = 0;
	/** Of those, how many were there when they were sent again. */
	unansweredStored = 0;

	static keyOf({ born, receipt }: ShippedReceipt): string {
		return `${born}/${receipt.revision}`;
	}

	noteSending(receipts: readonly ShippedReceipt[]): void {
		for (const shipped of receipts) {
			const key = ReceiptBook.keyOf(shipped);
			const { userId, born, receipt } = shipped;
			const hash = hashReceipt(bunPlatform, { userId, born }, receipt);
			const sent = this.#sent.get(key) ?? { hash, tries: 0, isAnswered: false };
			sent.tries += 1;
			this.#sent.set(key, sent);
		}
	}

	noteSilence(receipts: readonly ShippedReceipt[]): void {
		this.unanswered += receipts.length;
	}

	noteAnswer({ results }: ReceiptBatchAnswer): void {
		for (const { born, revision, status } of results) {
			const key = `${born}/${revision}`;
			const sent = this.#sent.get(key);
			if (sent === undefined || status === "refused") this.contradictions.push(`${key} is ${status}`);
			else if (status === "stored" && sent.isAnswered) this.contradictions.push(`${key} was answered and lost`);
			else if (status === "deduped" && sent.tries === 1)
				this.contradictions.push(`${key} was known before it was sent`);
			if (sent === undefined) continue;
			if (status === "deduped" && !sent.isAnswered) this.unansweredStored += 1;
			sent.isAnswered = true;
		}
	}

	/** Keys of the receipts that were answered for. */
	answered(): readonly string[] {
		return [...this.#sent].filter(([, { isAnswered }]) => isAnswered).map(([key]) => key);
	}

	hashOf(key: string): string | undefined {
		return this.#sent.get(key)?.hash;
	}
}

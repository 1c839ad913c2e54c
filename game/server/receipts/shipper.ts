import { RECEIPT_BATCH_MAX, SHIP_BACKOFF_SECONDS_MAX, SHIP_BACKOFF_SECONDS_MIN } from "../../../shared/limits";
import {
	decodeReceiptBatchAnswer,
	type ReceiptBatchAnswer,
	type ShippedReceipt,
} from "../../../shared/protocol/receipt-batch";
import { batchIdempotencyKey } from "../../../shared/protocol/request-signature";
import type { Result } from "../../../shared/result";
import { Backoff } from "../link/backoff";
import type { LinkProblem } from "../link/companion-link";
import type { Ports } from "../ports";
import { Outbox, receiptKey } from "./outbox";
import { encodeBatch, type EncodedBatch } from "./receipt-batch";

/** Malformed, too large, not understood: the same body would be refused again. */
const BODY_REFUSALS: ReadonlyArray<number> = [400, 413, 422];
const LOG_ROUTE = "/log/transactions";

/** The one thing the shipper needs of the link. */
export interface SignedPost {
	postSignedAsync(route: string, body: string, idempotencyKey: string): Result<unknown, LinkProblem>;
}

/** Brings stored receipts into the audit: batch after batch, one under way, again and again until each has an answer. */
export class Shipper {
	private readonly outbox = new Outbox();
	private readonly backoff: Backoff;
	private countMax = RECEIPT_BATCH_MAX;
	private isRunning = false;

	/** `acknowledged` gets what the audit has, by wallet life. */
	constructor(
		private readonly ports: Pick<Ports, "platform" | "scheduler" | "random" | "log">,
		private readonly link: SignedPost,
		private readonly acknowledged: (acked: Readonly<Record<string, number>>) => void,
	) {
		this.backoff = new Backoff(ports.random, SHIP_BACKOFF_SECONDS_MIN, SHIP_BACKOFF_SECONDS_MAX);
	}

	add(receipts: ReadonlyArray<ShippedReceipt>): void {
		const dropped = this.outbox.add(receipts);
		if (dropped > 0) this.ports.log.warn("outbox-full", { dropped });
		if (this.isRunning || this.isIdle()) return;
		this.isRunning = true;
		// Not at once: what else this step proves goes into the same batch.
		this.ports.scheduler.delay(0, () => this.runAsync());
	}

	/** True when every receipt given so far has its answer. */
	isIdle(): boolean {
		return this.outbox.waiting().isEmpty();
	}

	private runAsync(): void {
		while (!this.isIdle()) {
			const batch = encodeBatch(this.ports.platform, this.outbox.waiting(), this.countMax);
			const key = batchIdempotencyKey(this.ports.platform, batch.body);
			const sent = this.link.postSignedAsync(LOG_ROUTE, batch.body, key);
			if (this.workIn(batch, sent)) this.backoff.reset();
			else this.ports.scheduler.waitAsync(this.backoff.nextSeconds());
		}
		this.isRunning = false;
	}

	/** True when the batch got somewhere, so the next one may follow at once. */
	private workIn(batch: EncodedBatch, sent: Result<unknown, LinkProblem>): boolean {
		if (!sent.ok) {
			// Any other refusal is about the session or the address, and passes when that is set right.
			const isAboutBody = sent.error.kind === "refused" && BODY_REFUSALS.includes(sent.error.status);
			if (sent.error.kind === "refused" && isAboutBody) this.narrow(batch, sent.error.code);
			return false;
		}
		const answer = decodeReceiptBatchAnswer(this.ports.platform, sent.value);
		if (!answer.ok) {
			this.ports.log.warn("batch-answer-malformed", { field: answer.error.field });
			return false;
		}
		this.countMax = RECEIPT_BATCH_MAX;
		const settled = this.takeResults(answer.value);
		this.acknowledged(answer.value.acked);
		return settled > 0;
	}

	private takeResults(answer: ReceiptBatchAnswer): number {
		for (const result of answer.results) {
			if (result.status !== "refused") continue;
			// Left unacknowledged in the wallet, it comes again with the player's next session.
			this.ports.log.alarm("receipt-refused", { born: result.born, revision: result.revision, code: result.code });
		}
		this.outbox.remove(answer.results.map((result) => receiptKey(result.born, result.revision)));
		return answer.results.size();
	}

	/** One receipt the audit cannot read must not keep the others waiting, so batches shrink until it stands alone. */
	private narrow(batch: EncodedBatch, code: string): void {
		if (batch.receipts.size() > 1) {
			this.countMax = math.max(1, math.floor(batch.receipts.size() / 2));
			return;
		}
		for (const { born, receipt } of batch.receipts) {
			this.ports.log.alarm("receipt-refused", { born, revision: receipt.revision, code });
			this.outbox.remove([receiptKey(born, receipt.revision)]);
		}
	}
}

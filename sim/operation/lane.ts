import { RECEIPT_BATCH_MAX } from "../../shared/limits";
import type { ShippedReceipt } from "../../shared/protocol/receipt-batch";
import type { SessionAnswer } from "../../shared/protocol/session";
import type { Random } from "../random";
import type { ReceiptBook } from "./receipt-book";
import { shipReceipts } from "./signed-sender";

const WALLETS = 5;
const BATCH_MAX = 20;
const TRY_AGAIN_MILLIS = 10;

export interface Line {
	readonly url: string;
	readonly session: SessionAnswer;
	readonly nowSeconds: () => number;
	/** From then on silence is nothing to try again. */
	readonly isOver: () => boolean;
	readonly onAnswer: () => void;
}

/** One connection of a game server: earns coins for its players and ships every receipt until it is answered for. */
export class Lane {
	readonly #random: Random;
	readonly #book: ReceiptBook;
	readonly #wallets: { readonly userId: number; readonly born: string; revision: number; balance: number }[];
	#waiting: (readonly ShippedReceipt[])[] = [];
	#last: readonly ShippedReceipt[] = [];

	constructor(random: Random, book: ReceiptBook, number: number) {
		this.#random = random;
		this.#book = book;
		this.#wallets = Array.from({ length: WALLETS }, (_, index) => {
			const userId = 1_000 * (number + 1) + index;
			return { userId, born: `life-${userId}`, revision: 0, balance: 0 };
		});
	}

	/** Ships until it is over, what waits from before first. */
	async work(line: Line): Promise<void> {
		// What was answered for has to be known, in whatever company it comes again.
		if (this.#last.length > 0) this.#waiting.push(this.#last);
		if (this.#random.chance(0.5)) this.#regroup();
		while (!line.isOver()) {
			if (this.#waiting.length === 0) this.#waiting.push(this.#earn());
			await this.#shipFirst(line);
		}
	}

	/** Ships what waits, and nothing new. */
	async finish(line: Line): Promise<void> {
		while (this.#waiting.length > 0 && !line.isOver()) await this.#shipFirst(line);
	}

	async #shipFirst({ url, session, nowSeconds, isOver, onAnswer }: Line): Promise<void> {
		const [receipts] = this.#waiting;
		if (receipts === undefined) return;
		this.#book.noteSending(receipts);
		const answer = await shipReceipts(url, session, receipts, nowSeconds);
		if (answer === undefined) {
			this.#book.noteSilence(receipts);
			if (!isOver()) await Bun.sleep(TRY_AGAIN_MILLIS);
			return;
		}
		this.#book.noteAnswer(answer);
		this.#waiting.shift();
		this.#last = receipts;
		onAnswer();
	}

	/** The same receipts in other batches, as after a crash of the server. */
	#regroup(): void {
		const known = new Map(
			this.#waiting.flat().map((shipped) => [`${shipped.born}/${shipped.receipt.revision}`, shipped]),
		);
		const all = [...known.values()];
		this.#waiting = [];
		while (all.length > 0) this.#waiting.push(all.splice(0, this.#random.integer(1, RECEIPT_BATCH_MAX)));
	}

	#earn(): readonly ShippedReceipt[] {
		return Array.from({ length: this.#random.integer(1, BATCH_MAX) }, () => {
			const wallet = this.#wallets[this.#random.integer(0, WALLETS - 1)];
			if (wallet === undefined) throw new Error("a lane has wallets");
			const delta = this.#random.integer(1, 500);
			wallet.revision += 1;
			wallet.balance += delta;
			const { userId, born, revision, balance } = wallet;
			const receipt = { revision, source: "game", kind: "applied", delta, balance } as const;
			const text = { actor: "game", reason: `quest ${revision}`, at: 1_767_225_600 };
			return { userId, born, epoch: 1, receipt: { ...receipt, ...text } };
		});
	}
}

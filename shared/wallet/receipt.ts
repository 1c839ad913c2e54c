/**
 * `applied`: the balance changed. `refused`: it did not, and `code` says why. `repeat`: the id was settled before under
 * another number. `opened`: a new journal took over the wallet.
 */
export type ReceiptKind = "applied" | "refused" | "repeat" | "opened";

export type ReceiptCode = "insufficient-funds" | "balance-overflow" | "bad-amount" | "cancelled" | "expired";

/**
 * The wallet's durable answer to one change. Receipts of a wallet are numbered from 1 without gaps, and one that was
 * numbered never changes.
 */
export interface Receipt {
	readonly revision: number;
	/** Id of the command, or the key of a change by the game. Absent for a change by the game without a key. */
	readonly commandId?: string;
	/** Number the command used up. Absent for changes by the game. */
	readonly seq?: number;
	readonly source: string;
	readonly kind: ReceiptKind;
	readonly code?: ReceiptCode;
	/** What was added to the balance: 0 unless `applied`. */
	readonly delta: number;
	/** Sum of this and all earlier receipts. Changes that still wait for a number are not in it. */
	readonly balance: number;
	readonly actor: string;
	readonly reason: string;
	/** Unix seconds of the companion's clock, as the executor knew it. */
	readonly at: number;
}

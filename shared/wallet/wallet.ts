import { BALANCE_MAX, RECEIPTS_KEPT_MIN } from "../limits";
import { WALLET_VERSION } from "./migrations";
import type { Receipt } from "./receipt";
import type { PendingSend } from "./sends";

/** Changes by the game without a key that are in `balance` but have no number yet, because the list was full. */
export interface DeferredChange {
	readonly source: string;
	readonly reason: string;
	readonly count: number;
	readonly delta: number;
}

/** When a key was used, in Unix seconds. */
export interface GameKeyTime {
	readonly key: string;
	readonly at: number;
}

/** One player's wallet as it is stored at `profile.Data.wallet`. Values are JSON only; unknown fields are kept. */
export interface Wallet {
	/** Version of this schema. */
	readonly version: number;
	/** Integer from 0 to `BALANCE_MAX`. */
	readonly balance: number;
	/** Receipts this wallet ever produced, which is also the newest receipt's number. */
	readonly revision: number;
	/** Watermark: the highest number of a command this wallet has taken. */
	readonly lastSeq: number;
	/** Random id of this wallet's life, set at creation and never changed. */
	readonly born: string;
	/** Life of the journal that commands this wallet. */
	readonly epoch: number;
	/** The audit has every receipt up to this revision. */
	readonly acked: number;
	/** Newest receipts in order: at least the last 64, and all with `revision > acked`. */
	readonly receipts: ReadonlyArray<Receipt>;
	/** Keys of changes by the game, each with the revision of its receipt; 0 for one of a life that was erased. */
	readonly keys: Readonly<Record<string, number>>;
	/** When each key that is no purchase's was used, oldest first. Keys from version 1 may have no time. */
	readonly keyTimes: ReadonlyArray<GameKeyTime>;
	/** How many of the keys are kept for ever: those of purchases, and of an import. */
	readonly purchases: number;
	readonly deferred: ReadonlyArray<DeferredChange>;
	/** Coins on their way to other wallets. */
	readonly sends: ReadonlyArray<PendingSend>;
}

export function createWallet(born: string, epoch: number): Wallet {
	return {
		version: WALLET_VERSION,
		balance: 0,
		revision: 0,
		lastSeq: 0,
		born,
		epoch,
		acked: 0,
		receipts: [],
		keys: {},
		keyTimes: [],
		purchases: 0,
		deferred: [],
		sends: [],
	};
}

export function countUnacknowledged(wallet: Wallet): number {
	return wallet.revision - wallet.acked;
}

export function findReceiptById(wallet: Wallet, commandId: string): Receipt | undefined {
	// Every command looks through the whole list, so no call for each receipt.
	for (const receipt of wallet.receipts) if (receipt.commandId === commandId) return receipt;
	return undefined;
}

/** What the numbered receipts add up to: the balance without the changes that wait in `deferred`. */
export function numberedBalance(wallet: Wallet): number {
	let balance = wallet.balance;
	for (const change of wallet.deferred) balance -= change.delta;
	return balance;
}

/** The wallet with one more receipt at the end, and the evictable old ones gone. */
export function appendReceipt(wallet: Wallet, receipt: Receipt): Wallet {
	assert(receipt.revision === wallet.revision + 1, "receipts are numbered without gaps");
	assert(receipt.balance === numberedBalance(wallet) + receipt.delta, "a receipt accounts for the balance");
	assert(receipt.balance >= 0 && receipt.balance <= BALANCE_MAX, "a balance stays within its bounds");
	const receipts = [...dropEvictable(wallet.receipts, wallet.acked, RECEIPTS_KEPT_MIN - 1), receipt];
	return { ...wallet, balance: wallet.balance + receipt.delta, revision: receipt.revision, receipts };
}

/** Takes the audit's acknowledgement. Lower ones than known, and ones beyond the newest receipt, change nothing more. */
export function acknowledge(wallet: Wallet, acked: number): Wallet {
	const raised = larger(wallet.acked, smaller(acked, wallet.revision));
	if (raised === wallet.acked) return wallet;
	return { ...wallet, acked: raised, receipts: dropEvictable(wallet.receipts, raised, RECEIPTS_KEPT_MIN) };
}

/** Revisions stand without a gap, so how many go is known before anything is copied; mostly none do. */
function dropEvictable(receipts: ReadonlyArray<Receipt>, acked: number, keptMin: number): ReadonlyArray<Receipt> {
	const oldest = receipts[0];
	if (oldest === undefined) return receipts;
	const dropped = smaller(receipts.size() - keptMin, acked - oldest.revision + 1);
	if (dropped <= 0) return receipts;
	const kept: Array<Receipt> = [];
	for (const receipt of receipts) if (receipt.revision >= oldest.revision + dropped) kept.push(receipt);
	return kept;
}

// `math` and `Math` have no common name in the two languages.
function larger(a: number, b: number): number {
	return a > b ? a : b;
}

function smaller(a: number, b: number): number {
	return a < b ? a : b;
}

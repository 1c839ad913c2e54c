import { bunPlatform } from "../../../shared/bun/platform";
import type { ShippedReceipt } from "../../../shared/protocol/receipt-batch";

const REVISIONS_BEFORE = 50;
const WALLETS_MIN = 2_000;
/** A prime: goes round all wallets in an order that no index has. */
const STEP = 7_919;
const DELTA = 25;
const FIRST_USER_ID = 1_000_000;

/**
 * One endless list of receipts, the same for every contender. The first `rows` are what a database is filled with before
 * anything is measured; the rest is load. Each wallet's revisions come in order, far apart from each other.
 */
export interface ReceiptStream {
	readonly walletCount: number;
	/** How many receipts the prefilled database holds. */
	readonly rows: number;
	userIdOf(wallet: number): number;
	bornOf(wallet: number): string;
	/** Newest revision the prefilled database holds of a wallet; 0 for none. */
	revisionsBefore(wallet: number): number;
	balanceAt(revision: number): number;
	/** `at` is Unix seconds. */
	receipt(number: number, at: number): ShippedReceipt;
}

export function createReceiptStream(rows: number): ReceiptStream {
	const walletCount = Math.max(WALLETS_MIN, Math.ceil(rows / REVISIONS_BEFORE));
	const borns = Array.from({ length: walletCount }, (_, wallet) => bunPlatform.sha256(`born ${wallet}`).slice(0, 32));
	const bornOf = (wallet: number): string => {
		const born = borns[wallet];
		if (born === undefined) throw new Error(`there is no wallet ${wallet}`);
		return born;
	};
	const userIdOf = (wallet: number): number => FIRST_USER_ID + wallet;
	const walletOf = (number: number): number => ((number % walletCount) * STEP) % walletCount;
	const balanceAt = (revision: number): number => DELTA * revision;
	const filled = Array.from({ length: walletCount }, () => 0);
	for (let number = 0; number < rows; number += 1) {
		const wallet = walletOf(number);
		filled[wallet] = (filled[wallet] ?? 0) + 1;
	}

	function receipt(number: number, at: number): ShippedReceipt {
		const wallet = walletOf(number);
		const revision = Math.floor(number / walletCount) + 1;
		return {
			userId: userIdOf(wallet),
			born: bornOf(wallet),
			epoch: 1,
			receipt: {
				revision,
				commandId: `quest:${number}`,
				source: "game",
				kind: "applied",
				delta: DELTA,
				balance: balanceAt(revision),
				actor: "game:quests",
				reason: `Daily quest ${number % 97} finished`,
				at,
			},
		};
	}

	return {
		...{ walletCount, rows, userIdOf, bornOf, balanceAt, receipt },
		revisionsBefore: (wallet) => filled[wallet] ?? 0,
	};
}

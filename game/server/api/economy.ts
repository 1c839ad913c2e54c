import type { Code } from "../../../shared/codes";
import type { EconomyUpdate } from "../../../shared/protocol/economy-update";
import type { Result } from "../../../shared/result";

/** Every code that a function of the economy answers with; `docs/game-api.md` says what to do about each. */
export type EconomyCode = Extract<
	Code,
	| "bad-argument"
	| "bad-amount"
	| "insufficient-funds"
	| "balance-overflow"
	| "key-conflict"
	| "try-later"
	| "loading"
	| "not-held"
	| "closing"
	| "wallet-unreadable"
>;

export interface ChangeOptions {
	/** With a key the change takes effect once, however often it is asked for. Begins with `game:` or `purchase:`. */
	readonly key?: string;
	/** Short name of what caused the change; `game` when absent. */
	readonly source?: string;
}

export type KeyedOptions = ChangeOptions & { readonly key: string };

export interface ChangeDone {
	/** Includes changes that are not stored yet. */
	readonly balance: number;
	/** Number of the receipt. Absent when the change waits for a number because the audit is behind. */
	readonly revision?: number;
	/** The same key was used before, and nothing was changed now. */
	readonly isRepeat: boolean;
}

export interface TransferDone extends ChangeDone {
	/** False while the coins are on their way. They are out of the first wallet, and arrive by themselves. */
	readonly hasArrived: boolean;
}

/** What ProcessReceipt is called with. */
export interface PurchaseReceipt {
	readonly PurchaseId: string;
	readonly PlayerId: number;
	readonly ProductId: number;
}

/** One change of a wallet, as it is stored. Frozen: all listeners get the same table. */
export type StoredChange = EconomyUpdate;

/**
 * The economy for other server scripts, in roblox-ts and in plain Luau; `docs/game-api.md` is its manual. Every function
 * answers `{ ok = true, value }` or `{ ok = false, error = <code> }` and raises for nothing that is passed in. Only
 * functions that end in `Async` yield.
 */
export interface Economy {
	/** What the player has, with changes that are not stored yet. Never a guess: `loading` until the wallet is here. */
	readonly getBalance: (player: Player) => Result<number, EconomyCode>;
	/** The same, but waits while the wallet is being loaded. */
	readonly getBalanceAsync: (player: Player) => Result<number, EconomyCode>;
	/** Puts coins into a wallet: in memory at once, stored within half a minute. */
	readonly grant: (
		player: Player,
		amount: number,
		reason: string,
		options?: ChangeOptions,
	) => Result<ChangeDone, EconomyCode>;
	/** Takes coins out. `insufficient-funds` when there are not enough. */
	readonly spend: (
		player: Player,
		amount: number,
		reason: string,
		options?: ChangeOptions,
	) => Result<ChangeDone, EconomyCode>;
	/** Puts coins in once for this key, and returns when that is proved to be stored. */
	readonly grantDurableAsync: (
		player: Player,
		amount: number,
		reason: string,
		options: KeyedOptions,
	) => Result<ChangeDone, EconomyCode>;
	/** Takes coins out once for this key, and returns when that is proved to be stored. */
	readonly spendDurableAsync: (
		player: Player,
		amount: number,
		reason: string,
		options: KeyedOptions,
	) => Result<ChangeDone, EconomyCode>;
	/**
	 * Moves coins from one player of this server to another, once for this key, and returns when both wallets are stored.
	 * The balance in the answer is that of `from`.
	 */
	readonly transferAsync: (
		from: Player,
		to: Player,
		amount: number,
		reason: string,
		options: { readonly key: string },
	) => Result<TransferDone, EconomyCode>;
	/**
	 * Sells coins as developer products: product id -> coins. Sets `MarketplaceService.ProcessReceipt`, and answers
	 * "granted" only when the coins are stored. More products may follow.
	 */
	readonly sellCoins: (products: Readonly<Record<number, number>>) => Result<undefined, EconomyCode>;
	/**
	 * The same for a game with a ProcessReceipt of its own: answer "granted" on `ok`, "not processed yet" on anything
	 * else. Tries for as long as the player is here.
	 */
	readonly grantPurchaseAsync: (receipt: PurchaseReceipt, coins: number) => Result<ChangeDone, EconomyCode>;
	/**
	 * Calls `listener` for each change of a wallet that this server stored, in a thread of its own: it may yield, and an
	 * error in it ends nothing but itself. The value is a function that stops it.
	 */
	readonly onChanged: (listener: (change: StoredChange) => void) => Result<() => void, EconomyCode>;
}

import { fail, ok, type Result } from "../../../shared/result";
import type { Log } from "../ports";
import { isAmount } from "./change-guard";
import type { ChangeDone, EconomyCode } from "./economy";
import { readReceipt } from "./receipt-guard";

interface CoinProductsSide {
	readonly grantPurchaseAsync: (receipt: unknown, coins: unknown) => Result<ChangeDone, EconomyCode>;
	/** Called once, when the first product is sold. */
	handleReceipts(isGrantedAsync: (receipt: unknown) => boolean): void;
	readonly log: Log;
}

function isId(value: unknown): value is number {
	return typeIs(value, "number") && isAmount(value);
}

/** Which developer products are coins, and how many. Scripts may add to the list one after the other. */
export class CoinProducts {
	private readonly coins = new Map<number, number>();

	constructor(private readonly side: CoinProductsSide) {}

	/** Takes all of `products` or, when one of them is wrong, none. */
	sell(products: unknown): Result<undefined, EconomyCode> {
		if (!typeIs(products, "table")) return fail("bad-argument");
		const read = new Map<number, number>();
		for (const [productId, coins] of pairs(products)) {
			if (!isId(productId)) return fail("bad-argument");
			if (!typeIs(coins, "number") || !isAmount(coins)) return fail("bad-amount");
			read.set(productId, coins);
		}
		if (read.isEmpty()) return fail("bad-argument");
		if (this.coins.isEmpty()) this.side.handleReceipts((receipt) => this.isGrantedAsync(receipt));
		for (const [productId, coins] of read) this.coins.set(productId, coins);
		return ok(undefined);
	}

	private isGrantedAsync(receipt: unknown): boolean {
		const read = readReceipt(receipt);
		const coins = read && this.coins.get(read.productId);
		if (coins === undefined) {
			this.side.log.warn("unknown-product", { product: read?.productId, userId: read?.userId });
			return false;
		}
		return this.side.grantPurchaseAsync(receipt, coins).ok;
	}
}

import { fail, ok, type Result } from "../../../shared/result";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import type { Log, Scheduler } from "../ports";
import { isAmount, readChange, readTransfer } from "./change-guard";
import { CoinProducts } from "./coin-products";
import type { ChangeDone, Economy, EconomyCode } from "./economy";
import type { EconomyService } from "./economy-service";
import type { Listeners } from "./listeners";
import { readReceipt } from "./receipt-guard";

const POLL_SECONDS = 0.1;
/** A load that takes longer than this was given up, and the player sent away. */
const LOAD_SECONDS_MAX = 300;

interface EconomySide {
	/** `undefined` until the server's entry script ran. */
	findService(): EconomyService | undefined;
	/** `undefined` for what is no Player. */
	userIdOf(player: unknown): number | undefined;
	handleReceipts(isGrantedAsync: (receipt: unknown) => boolean): void;
	readonly log: Log;
	readonly listeners: Listeners;
	readonly scheduler: Pick<Scheduler, "waitAsync">;
}

type KeyedChange = GameChange & { readonly key: string };

function isKeyed(change: GameChange): change is KeyedChange {
	return change.key !== undefined;
}

/** The public functions. Whatever scripts pass in is checked here; behind here all is typed. */
export function createEconomy(side: EconomySide): Economy {
	const balanceOf = (player: unknown): Result<number, EconomyCode> => {
		const userId = side.userIdOf(player);
		if (userId === undefined) return fail("bad-argument");
		return side.findService()?.balanceOf(userId) ?? fail("loading");
	};
	const change = (sign: 1 | -1) => (player: unknown, amount: unknown, reason: unknown, options?: unknown) => {
		const [userId, asked] = [side.userIdOf(player), readChange(amount, sign, reason, options)];
		if (userId === undefined) return fail<EconomyCode>("bad-argument");
		if (!asked.ok) return asked;
		return side.findService()?.change(userId, asked.value) ?? fail<EconomyCode>("loading");
	};
	const changeDurableAsync =
		(sign: 1 | -1) =>
		(player: unknown, amount: unknown, reason: unknown, options: unknown): Result<ChangeDone, EconomyCode> => {
			const [userId, asked] = [side.userIdOf(player), readChange(amount, sign, reason, options)];
			if (userId === undefined) return fail("bad-argument");
			if (!asked.ok) return asked;
			if (!isKeyed(asked.value)) return fail("bad-argument");
			return side.findService()?.changeDurableAsync(userId, asked.value) ?? fail("loading");
		};
	const grantPurchaseAsync = (receipt: unknown, coins: unknown): Result<ChangeDone, EconomyCode> => {
		const read = readReceipt(receipt);
		if (read === undefined || !typeIs(coins, "number")) return fail("bad-argument");
		if (!isAmount(coins)) return fail("bad-amount");
		const { purchaseId: id, userId } = read;
		// Roblox asks once: better a delivery that waits for the entry script than one that is put off until the next join.
		let waitedSeconds = 0;
		while (side.findService() === undefined && waitedSeconds < LOAD_SECONDS_MAX) {
			side.scheduler.waitAsync(POLL_SECONDS);
			waitedSeconds += POLL_SECONDS;
		}
		return side.findService()?.grantPurchaseAsync({ id, userId, coins }) ?? fail("loading");
	};
	const products = new CoinProducts({ ...side, grantPurchaseAsync });
	return {
		getBalance: (player) => balanceOf(player),
		getBalanceAsync: (player) => {
			let waitedSeconds = 0;
			let answer = balanceOf(player);
			while (!answer.ok && answer.error === "loading" && waitedSeconds < LOAD_SECONDS_MAX) {
				side.scheduler.waitAsync(POLL_SECONDS);
				waitedSeconds += POLL_SECONDS;
				answer = balanceOf(player);
			}
			return answer;
		},
		grant: change(1),
		spend: change(-1),
		grantDurableAsync: changeDurableAsync(1),
		spendDurableAsync: changeDurableAsync(-1),
		transferAsync: (from, to, amount, reason, options) => {
			const [fromId, toId] = [side.userIdOf(from), side.userIdOf(to)];
			const asked = readTransfer(amount, reason, options);
			if (fromId === undefined || toId === undefined || fromId === toId) return fail("bad-argument");
			if (!asked.ok) return asked;
			return side.findService()?.transferAsync({ from: fromId, to: toId, ...asked.value }) ?? fail("loading");
		},
		sellCoins: (list) => products.sell(list),
		grantPurchaseAsync,
		onChanged: (listener) => (typeIs(listener, "function") ? ok(side.listeners.add(listener)) : fail("bad-argument")),
	};
}

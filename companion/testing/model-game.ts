import type { SignedCommand } from "../../shared/protocol/command";
import type { CommandNote, HeldWallet } from "../../shared/protocol/heartbeat";
import type { ShippedReceipt } from "../../shared/protocol/receipt-batch";
import { walletKey } from "../../shared/store-keys";
import { reduceCommand } from "../../shared/wallet/reduce-command";
import { reduceGameChange } from "../../shared/wallet/reduce-game-change";
import { acknowledge, createWallet, type Wallet } from "../../shared/wallet/wallet";

/**
 * The stored wallets of all players and the real reducer on them, without servers, locks or time: what the game comes
 * to when every write is durable at once. Each command counts how often it changed a balance.
 */
export class ModelGame {
	readonly wallets = new Map<number, Wallet>();
	readonly appliedTimes = new Map<string, number>();
	private unshipped: ShippedReceipt[] = [];
	private notes: CommandNote[] = [];

	take(command: SignedCommand, nowSeconds: number): void {
		const { userId, id, seq } = command;
		const outcome = reduceCommand(this.wallets.get(userId), command, nowSeconds);
		if (outcome.wallet !== undefined && outcome.kind !== "denied") this.wallets.set(userId, outcome.wallet);
		if (outcome.kind === "settled" || outcome.kind === "known") {
			this.unshipped.push({ userId, born: outcome.wallet.born, epoch: outcome.wallet.epoch, receipt: outcome.receipt });
		} else {
			this.notes.push({ commandId: id, userId, seq, code: outcome.code, wallet: outcome.wallet });
		}
		if (outcome.kind === "settled" && outcome.receipt.kind === "applied") {
			this.appliedTimes.set(id, (this.appliedTimes.get(id) ?? 0) + 1);
		}
	}

	/** A quest pays; the wallet is made by the game when there is none. */
	earn(userId: number, born: string, nowSeconds: number): void {
		this.change(this.wallets.get(userId) ?? createWallet(born, 1), userId, 5, nowSeconds);
	}

	/** A player spends what he has. */
	spend(userId: number, coins: number, nowSeconds: number): void {
		const wallet = this.wallets.get(userId);
		if (wallet === undefined) throw new Error(`player ${userId} has no wallet`);
		this.change(wallet, userId, -coins, nowSeconds);
	}

	private change(wallet: Wallet, userId: number, delta: number, nowSeconds: number): void {
		const change = { delta, source: "game", reason: delta > 0 ? "quest" : "shop", actor: "game" };
		const outcome = reduceGameChange(wallet, change, nowSeconds);
		this.wallets.set(userId, outcome.wallet);
		if (outcome.kind !== "settled") return;
		this.unshipped.push({ userId, born: wallet.born, epoch: wallet.epoch, receipt: outcome.receipt });
	}

	acknowledge(acked: Readonly<Record<string, number>>): void {
		for (const [userId, wallet] of this.wallets) {
			this.wallets.set(userId, acknowledge(wallet, acked[wallet.born] ?? 0));
		}
	}

	/** As if many receipts had followed: a list keeps no acknowledged one for ever. */
	evictAcknowledged(): void {
		for (const [userId, wallet] of this.wallets) {
			const receipts = wallet.receipts.filter(({ revision }) => revision > wallet.acked);
			this.wallets.set(userId, { ...wallet, receipts });
		}
	}

	takeNotes(): CommandNote[] {
		return this.notes.splice(0);
	}

	/** The newest receipts first, so that gaps come up; those it keeps stay for a later batch. */
	takeReceipts(countMax: number): ShippedReceipt[] {
		return this.unshipped.splice(-countMax);
	}

	/** Each player's entry as ProfileService would store it. */
	entries(): [key: string, entry: object][] {
		return [...this.wallets].map(([userId, wallet]) => [
			walletKey(userId),
			{ Data: { wallet }, MetaData: {}, GlobalUpdates: [0, []] },
		]);
	}

	/** A crash before shipping: what the stored lists still hold is shipped anew. */
	shipAgainFromStore(): void {
		this.unshipped = [...this.wallets].flatMap(([userId, { born, epoch, acked, receipts }]) =>
			receipts.filter(({ revision }) => revision > acked).map((receipt) => ({ userId, born, epoch, receipt })),
		);
	}

	held(userIds: readonly number[]): HeldWallet[] {
		return userIds.flatMap((userId) => {
			const wallet = this.wallets.get(userId);
			return wallet === undefined ? [] : [{ ...wallet, userId }];
		});
	}
}

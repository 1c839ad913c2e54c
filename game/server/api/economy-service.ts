import { fail, ok, type Result } from "../../../shared/result";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import type { Scheduler } from "../ports";
import type { Purchase, PurchaseDesk } from "../purchases/purchase-desk";
import type { Transfer, TransferDesk } from "../transfers/transfer-desk";
import type { Announcer } from "../wallet/announcer";
import { awaitProofAsync } from "../wallet/await-proof";
import type { WalletSession } from "../wallet/wallet-session";
import { answerOf } from "./change-answer";
import type { ChangeDone, EconomyCode, StoredChange, TransferDone } from "./economy";

/** What the public functions of `api/` are bound to. Speaks of user ids; guards are the public side's work. */
export interface EconomyService {
	change(userId: number, change: GameChange): Result<ChangeDone, EconomyCode>;
	changeDurableAsync(userId: number, change: GameChange & { readonly key: string }): Result<ChangeDone, EconomyCode>;
	transferAsync(transfer: Transfer): Result<TransferDone, EconomyCode>;
	grantPurchaseAsync(purchase: Purchase): Result<ChangeDone, EconomyCode>;
	balanceOf(userId: number): Result<number, EconomyCode>;
	onStored(listener: (change: StoredChange) => void): void;
}

/** The wallet of a player who is here, or why it takes no changes. */
interface WalletsHere {
	walletOf(userId: number): Result<WalletSession, EconomyCode>;
}

export function createEconomyService(
	scheduler: Scheduler,
	wallets: WalletsHere,
	transfers: Pick<TransferDesk, "transferAsync">,
	purchases: Pick<PurchaseDesk, "grantAsync">,
	announcer: Pick<Announcer, "onUpdate">,
): EconomyService {
	return {
		change(userId, change) {
			const wallet = wallets.walletOf(userId);
			return wallet.ok ? answerOf(wallet.value.change(change)) : wallet;
		},
		changeDurableAsync(userId, change) {
			const wallet = wallets.walletOf(userId);
			if (!wallet.ok) return wallet;
			const answer = answerOf(wallet.value.change(change));
			if (!answer.ok) return answer;
			const revision = answer.value.revision;
			assert(revision !== undefined, "a change with a key is numbered or denied, never deferred");
			const proof = awaitProofAsync(scheduler, wallet.value, revision);
			return proof === "stored" ? answer : fail(proof);
		},
		balanceOf(userId) {
			const wallet = wallets.walletOf(userId);
			return wallet.ok ? ok(wallet.value.balance()) : wallet;
		},
		transferAsync(transfer) {
			return transfers.transferAsync(transfer);
		},
		grantPurchaseAsync(purchase) {
			return purchases.grantAsync(purchase);
		},
		onStored(listener) {
			announcer.onUpdate(listener);
		},
	};
}

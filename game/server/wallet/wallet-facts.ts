import type { HeldWallet } from "../../../shared/protocol/heartbeat";
import type { Receipt } from "../../../shared/wallet/receipt";
import type { Wallet } from "../../../shared/wallet/wallet";

/** A wallet's identity and watermarks at one revision. */
export type WalletFacts = Omit<HeldWallet, "acked">;

export function factsOf(userId: number, wallet: Wallet): WalletFacts {
	return { userId, born: wallet.born, epoch: wallet.epoch, lastSeq: wallet.lastSeq, revision: wallet.revision };
}

export function noteFacts(facts: WalletFacts | undefined) {
	return facts && { born: facts.born, epoch: facts.epoch, lastSeq: facts.lastSeq };
}

/** Receipts with `after < revision <= upTo`, oldest first. */
export function receiptsBetween(wallet: Wallet, after: number, upTo: number): ReadonlyArray<Receipt> {
	return wallet.receipts.filter((receipt) => receipt.revision > after && receipt.revision <= upTo);
}

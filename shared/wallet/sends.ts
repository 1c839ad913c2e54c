import type { Wallet } from "./wallet";

/** More than that is not a game that pays, but a store that does not answer. */
export const SENDS_MAX = 100;

/**
 * Coins that left a wallet for another one, and are not known to have arrived there. Written together with the receipt
 * that took them out, so that no crash loses them.
 */
export interface PendingSend {
	/** Key under which they arrive, once. */
	readonly key: string;
	/** Whose wallet gets them. */
	readonly to: number;
	readonly amount: number;
	readonly reason: string;
	/** Receipt that took them out: they arrive nowhere before it is stored. 0 for one of a life that was erased. */
	readonly revision: number;
	/** Unix seconds. */
	readonly at: number;
}

export function addSend(wallet: Wallet, send: PendingSend): Wallet {
	return { ...wallet, sends: [...wallet.sends, send] };
}

/** They have arrived. */
export function dropSend(wallet: Wallet, key: string): Wallet {
	if (!wallet.sends.some((send) => send.key === key)) return wallet;
	return { ...wallet, sends: wallet.sends.filter((send) => send.key !== key) };
}

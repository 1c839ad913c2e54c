import type { Receipt } from "../../shared/wallet/receipt";

/** What the stored entry of a player says right now. */
export type BalanceReading =
	| {
			readonly kind: "found";
			readonly balance: number;
			readonly revision: number;
			/** Unix milliseconds. */
			readonly readAt: number;
			/** Job id of the server whose session holds the entry. */
			readonly lockedBy?: string;
			readonly last?: Receipt;
	  }
	/** No entry, or a profile without a wallet: a balance of 0 with no transactions yet. */
	| { readonly kind: "none" }
	/** Roblox did not answer, or the entry is not in a form this program knows. */
	| { readonly kind: "unavailable" };

export interface BalanceReader {
	/** Awaits Open Cloud, with its retries. */
	read(userId: number): Promise<BalanceReading>;
}

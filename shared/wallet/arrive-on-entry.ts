import type { Platform } from "../platform";
import { type GameChange, reduceGameChange } from "./reduce-game-change";
import { type EntryWrite, readEntry, readLock, withWallet } from "./stored-entry";
import { createWallet, type Wallet } from "./wallet";
import { decodeWallet } from "./wallet-codec";

/** What coins that arrive come to on the entry as it is read. */
export type Arrival =
	/** A session holds it, it cannot be read, or its list is full: not now. */
	| { readonly kind: "waits" }
	| { readonly kind: "known" }
	| { readonly kind: "settled"; readonly before: Wallet; readonly after: Wallet; readonly write: EntryWrite };

/**
 * Puts coins into the wallet of a player who is on no server. Pure, because it runs again whenever another server wrote
 * in between. A session's lock stops it: whoever holds the lock would write over it (rule X2).
 */
export function arriveOnEntry(
	platform: Platform,
	value: unknown,
	userIds: ReadonlyArray<number>,
	change: GameChange,
	firstWallet: Pick<Wallet, "born" | "epoch">,
	now: number,
): Arrival {
	const state = readEntry(value);
	if (state.kind !== "present" || readLock(platform, state.entry) !== undefined) return { kind: "waits" };
	const decoded = decodeWallet(platform, state.entry.Data.wallet);
	if (!decoded.ok) return { kind: "waits" };
	const before = decoded.value ?? createWallet(firstWallet.born, firstWallet.epoch);
	const outcome = reduceGameChange(before, change, now);
	if (outcome.kind === "known") return { kind: "known" };
	if (outcome.kind !== "settled") return { kind: "waits" };
	const write = { value: withWallet(state.entry, outcome.wallet, false), userIds };
	return { kind: "settled", before, after: outcome.wallet, write };
}

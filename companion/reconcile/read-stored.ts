import { bunPlatform } from "../../shared/bun/platform";
import type { LockIdentity } from "../../shared/protocol/command";
import { readEntry, readLock, readLockPlace } from "../../shared/wallet/stored-entry";
import type { Wallet } from "../../shared/wallet/wallet";
import { decodeWallet } from "../../shared/wallet/wallet-codec";

/** What an entry says that was read; every part of it is durable. */
export type StoredProfile =
	| { readonly kind: "unreadable" }
	| {
			readonly kind: "readable";
			readonly wallet: Wallet | undefined;
			/** Place 0 stands for a lock that names none. */
			readonly lock: { readonly identity: LockIdentity; readonly placeId: number } | undefined;
	  };

/** `undefined` stands for no entry. Pure. */
export function readStored(value: unknown): StoredProfile {
	const state = readEntry(value);
	if (state.kind === "damaged") return { kind: "unreadable" };
	if (state.kind === "absent") return { kind: "readable", wallet: undefined, lock: undefined };
	const wallet = decodeWallet(bunPlatform, state.entry.Data.wallet);
	if (!wallet.ok) return { kind: "unreadable" };
	const identity = readLock(bunPlatform, state.entry);
	const placeId = readLockPlace(bunPlatform, state.entry) ?? 0;
	return { kind: "readable", wallet: wallet.value, lock: identity === undefined ? undefined : { identity, placeId } };
}

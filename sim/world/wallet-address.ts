import "../../shared/bun/install";
import { walletKey } from "../../shared/store-keys";
import type { StoreAddress } from "../roblox/store-limits";

/** Where the local Roblox keeps a player's entry. An unset scope is `global`. */
export function walletAddress(storeName: string, userId: number): StoreAddress {
	return { store: storeName, scope: "global", key: walletKey(userId) };
}

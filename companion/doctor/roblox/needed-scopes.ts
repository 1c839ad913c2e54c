import { fenceStoreName } from "../../../shared/store-keys";

/** What of the settings decides which rights the key needs. */
export interface ScopeSettings {
	readonly fence: boolean;
	readonly companionExecutor: boolean;
}

export interface NeededScope {
	/** Of its check. */
	readonly check: string;
	readonly name: string;
	/** What stops without it. */
	readonly use: string;
	readonly isNeeded: (settings: ScopeSettings) => boolean;
	/** Bound to data stores, not only to universes. */
	readonly isOfStores: boolean;
}

const always = (): boolean => true;
/** The fence keeps an entry of its own; the companion as executor writes wallets. */
const whereItWrites = ({ fence, companionExecutor }: ScopeSettings): boolean => fence || companionExecutor;

/**
 * Names as the official descriptions of Open Cloud give them for each operation. `versions:list` is not here: nothing in
 * the companion lists revisions.
 */
export const NEEDED_SCOPES: readonly NeededScope[] = [
	{
		...{ check: "roblox-scope-publish", name: "universe-messaging-service:publish" },
		...{ use: "ringing game servers", isNeeded: always, isOfStores: false },
	},
	{
		...{ check: "roblox-scope-servers", name: "universe:read" },
		...{ use: "telling crashed servers from living ones", isNeeded: always, isOfStores: false },
	},
	{
		...{ check: "roblox-scope-read", name: "universe-datastores.objects:read" },
		...{ use: "balances, and receipts of servers that died", isNeeded: always, isOfStores: true },
	},
	{
		...{ check: "roblox-scope-create", name: "universe-datastores.objects:create" },
		...{ use: "writing the fence and new wallets", isNeeded: whereItWrites, isOfStores: true },
	},
	{
		...{ check: "roblox-scope-update", name: "universe-datastores.objects:update" },
		...{ use: "writing the fence and wallets", isNeeded: whereItWrites, isOfStores: true },
	},
	{
		...{ check: "roblox-scope-store-create", name: "universe-datastores.control:create" },
		...{ use: "making the fence's data store", isNeeded: whereItWrites, isOfStores: true },
	},
];

/** Data stores that the companion touches. */
export function neededStores(storeName: string, { fence }: ScopeSettings): readonly string[] {
	return fence ? [storeName, fenceStoreName(storeName)] : [storeName];
}

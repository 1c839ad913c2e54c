/** Where a wallet lives. Roblox's erasure templates need the user id inside the key, case-sensitive. */
export const DEFAULT_STORE_NAME = "EconomyWallet";
export const DEFAULT_COMMAND_TOPIC = "discord-commands";
export const DEFAULT_EVENT_TOPIC = "economy-events";
/** RemoteEvent in ReplicatedStorage that tells a player's own client about his balance. */
export const BALANCE_REMOTE = "EconomyUpdated";
/** Attribute that hides the balance when it is false: for everybody on that event, for one player on the player. */
export const HUD_ATTRIBUTE = "PurserHud";

/** The only way a wallet key is built, in the game and in the companion. */
export function walletKey(userId: number): string {
	return `Player_${integerText(userId)}`;
}

/** Store that holds the fence of a wallet store, apart from it, so that listing wallets never meets the fence. */
export function fenceStoreName(storeName: string): string {
	return `${storeName}_purser`;
}

/** Store of play tests in Studio, which keep wallets of their own. */
export function studioStoreName(storeName: string): string {
	return `${storeName}_Studio`;
}

/** Below this both languages write all digits. */
const PLAIN_MAX = 1_000_000_000;

/**
 * Decimal digits of an integer, the same in both languages. Luau's `tostring` and JavaScript's template strings
 * switch to exponents at different sizes.
 */
export function integerText(value: number): string {
	if (value < 0) return `-${integerText(-value)}`;
	if (value < PLAIN_MAX) return `${value}`;
	const low = value % PLAIN_MAX;
	let zeros = "";
	for (let bound = PLAIN_MAX / 10; bound > low && bound > 1; bound /= 10) zeros += "0";
	return `${integerText((value - low) / PLAIN_MAX)}${zeros}${low}`;
}

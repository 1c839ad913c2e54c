import { GAME_KEY_SECONDS, PURCHASE_KEYS_MAX } from "../limits";
import type { GameKeyTime, Wallet } from "./wallet";

export const IMPORT_PREFIX = "import:";

/**
 * Roblox delivers a purchase again, however late, until it was answered for; so its key is never forgotten (rule G2).
 * Nor is that of an import, which is looked for at every load.
 */
export function isLastingKey(key: string): boolean {
	const [prefix] = key.split(":");
	return prefix === "purchase" || `${prefix}:` === IMPORT_PREFIX;
}

/**
 * The wallet with one more key of a change by the game, and without those whose 30 days are over (rule G3). Keys from
 * version 1 carry no time and stay. `now` is Unix seconds.
 */
export function rememberKey(wallet: Wallet, key: string, revision: number, now: number): Wallet {
	const keys: Record<string, number> = { ...wallet.keys, [key]: revision };
	if (isLastingKey(key)) {
		const purchases = wallet.purchases + 1;
		assert(purchases < PURCHASE_KEYS_MAX, "a wallet remembers fewer than 20,000 purchases");
		return { ...wallet, keys, purchases };
	}
	const known = wallet.keyTimes;
	const isOver = (item: GameKeyTime) => item.at + GAME_KEY_SECONDS < now;
	for (const item of known) {
		if (isOver(item)) delete keys[item.key];
	}
	const kept = known.some(isOver) ? known.filter((item) => !isOver(item)) : known;
	return { ...wallet, keys, keyTimes: [...kept, { key, at: now }] };
}

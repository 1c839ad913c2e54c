/**
 * The economy for other server scripts, plain Luau too:
 *
 *     local economy = require(game:GetService("ServerScriptService").TS.api)
 *     local answer = economy.grant(player, 50, "quest reward")
 *     if not answer.ok then warn(answer.error) end
 *
 * Every function answers `{ ok = true, value }` or `{ ok = false, error = <code> }`, with the codes of `shared/codes`;
 * wrong types raise. Balances include changes that are not stored yet.
 */
import { t } from "@rbxts/t";
import type { Code } from "../../../shared/codes";
import type { EconomyUpdate } from "../../../shared/protocol/economy-update";
import { fail, type Result } from "../../../shared/result";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import { addListener, boundEconomy } from "./binding";
import { type ChangeOptions, readChange } from "./change-guard";
import type { ChangeDone } from "./economy-service";

const isPlayer = t.instanceIsA("Player");

function change(player: Player, asked: GameChange | undefined): Result<ChangeDone, Code> {
	assert(isPlayer(player), "player is a Player");
	if (asked === undefined) return fail("bad-amount");
	return boundEconomy()?.change(player.UserId, asked) ?? fail("not-held");
}

/** Puts coins into a wallet. Does not yield; the change is in memory and is stored within seconds. */
export function grant(
	player: Player,
	amount: number,
	reason: string,
	options: ChangeOptions = {},
): Result<ChangeDone, Code> {
	return change(player, readChange(amount, 1, reason, options));
}

/** Takes coins out. `insufficient-funds` when there are not enough. Does not yield. */
export function spend(
	player: Player,
	amount: number,
	reason: string,
	options: ChangeOptions = {},
): Result<ChangeDone, Code> {
	return change(player, readChange(amount, -1, reason, options));
}

/**
 * Puts coins into a wallet once for this key, and returns when that is proved to be stored. Yields. This is what a
 * purchase handler needs: answer "granted" on `ok`, "not processed yet" on anything else, and be asked again.
 * Keys are kept with the wallet: those of `purchase:` for ever, others at least 30 days.
 */
export function grantDurableAsync(
	player: Player,
	amount: number,
	reason: string,
	options: ChangeOptions & { readonly key: string },
): Result<ChangeDone, Code> {
	assert(isPlayer(player), "player is a Player");
	assert(t.string(options.key), "a durable change needs a key");
	const asked = readChange(amount, 1, reason, options);
	if (asked === undefined) return fail("bad-amount");
	return boundEconomy()?.changeDurableAsync(player.UserId, { ...asked, key: options.key }) ?? fail("not-held");
}

/** `not-held` until the player's wallet is loaded here. Does not yield. */
export function getBalance(player: Player): Result<number, Code> {
	assert(isPlayer(player), "player is a Player");
	return boundEconomy()?.balanceOf(player.UserId) ?? fail("not-held");
}

/** Calls `listener` after each stored change by this server. Returns a function that stops it. */
export function onChanged(listener: (update: EconomyUpdate) => void): () => void {
	assert(t.callback(listener), "listener is a function");
	return addListener(listener);
}

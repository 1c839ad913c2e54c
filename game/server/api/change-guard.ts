import { t } from "@rbxts/t";
import { BALANCE_MAX, COMMAND_ID_BYTES_MAX, REASON_CHARACTERS_MAX, SOURCE_BYTES_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { isIdText, withoutControlCharacters } from "../../../shared/text";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import type { Transfer } from "../transfers/transfer-desk";
import type { EconomyCode } from "./economy";

const ACTOR = "game";
const GAME_PREFIX = "game:";
/** Room for the other player's id beside it: `arrive:<id>:<name>`. */
const TRANSFER_NAME_BYTES_MAX = COMMAND_ID_BYTES_MAX - 24;
const DEFAULT_SOURCE = "game";
/** Sources whose ids the game gives itself; anything else could collide with a command of the companion. */
const KEY_PREFIXES: ReadonlyArray<string> = ["purchase:", GAME_PREFIX];

function isKey(value: string): boolean {
	const isOurs = KEY_PREFIXES.some((prefix) => value.sub(1, prefix.size()) === prefix);
	return isOurs && isIdText(value) && value.size() <= COMMAND_ID_BYTES_MAX;
}

function isSource(value: string): boolean {
	return isIdText(value) && value.size() <= SOURCE_BYTES_MAX;
}

function isReason(value: string): boolean {
	const [characters] = utf8.len(value);
	return typeIs(characters, "number") && characters <= REASON_CHARACTERS_MAX;
}

/** A number that is none comes out of computations too. */
const isNumber = t.union(t.number, t.nan);

/** Coins, and ids of Roblox. */
export function isAmount(value: number): boolean {
	return value % 1 === 0 && value >= 1 && value <= BALANCE_MAX;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeIs(value, "table");
}

/** The change a script asks for, plain Luau scripts too, or why it is none. */
export function readChange(
	amount: unknown,
	sign: 1 | -1,
	reason: unknown,
	options: unknown,
): Result<GameChange, EconomyCode> {
	if (options !== undefined && !isTable(options)) return fail("bad-argument");
	if (!isNumber(amount) || !typeIs(reason, "string") || !isReason(reason)) return fail("bad-argument");
	// Each field is read once: a table of another script may answer differently the second time.
	const { key, source = DEFAULT_SOURCE } = options ?? {};
	if (key !== undefined && !(typeIs(key, "string") && isKey(key))) return fail("bad-argument");
	if (!typeIs(source, "string") || !isSource(source)) return fail("bad-argument");
	if (!isAmount(amount)) return fail("bad-amount");
	return ok({ delta: sign * amount, source, reason: withoutControlCharacters(reason), actor: ACTOR, key });
}

/** What a transfer is asked for with. Its name is the key behind `game:`. */
export function readTransfer(
	amount: unknown,
	reason: unknown,
	options: unknown,
): Result<Pick<Transfer, "amount" | "reason" | "name">, EconomyCode> {
	const asked = readChange(amount, 1, reason, options);
	if (!asked.ok) return asked;
	const { delta, reason: text, key = "" } = asked.value;
	const name = key.sub(GAME_PREFIX.size() + 1);
	const isNamed = key.sub(1, GAME_PREFIX.size()) === GAME_PREFIX && name !== "";
	if (!isNamed || name.size() > TRANSFER_NAME_BYTES_MAX) return fail("bad-argument");
	return ok({ amount: delta, reason: text, name });
}

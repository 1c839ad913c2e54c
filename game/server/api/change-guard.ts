import { t } from "@rbxts/t";
import { BALANCE_MAX, COMMAND_ID_BYTES_MAX, REASON_CHARACTERS_MAX, SOURCE_BYTES_MAX } from "../../../shared/limits";
import { isIdText, withoutControlCharacters } from "../../../shared/text";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";

const ACTOR = "game";
const DEFAULT_SOURCE = "game";
/** Sources whose ids the game gives itself; anything else could collide with a command of the companion. */
const KEY_PREFIXES: ReadonlyArray<string> = ["purchase:", "game:"];

export interface ChangeOptions {
	/** With a key the change takes effect once, however often it is asked for. Begins with `purchase:` or `game:`. */
	readonly key?: string;
	/** Short name of what caused the change; `game` when absent. */
	readonly source?: string;
}

function isKey(value: string): boolean {
	const isOurs = KEY_PREFIXES.some((prefix) => value.sub(1, prefix.size()) === prefix);
	return isOurs && isIdText(value) && value.size() <= COMMAND_ID_BYTES_MAX;
}

function isReason(value: string): boolean {
	const [characters] = utf8.len(value);
	return typeIs(characters, "number") && characters <= REASON_CHARACTERS_MAX;
}

const isChange = t.interface({
	amount: t.number,
	reason: t.string,
	key: t.optional(t.string),
	source: t.optional(t.string),
});

/**
 * The change a script asks for. Wrong types, keys and texts are bugs of the caller and raise; a wrong amount may come
 * out of a computation, so it is `undefined` and becomes a code.
 */
export function readChange(
	amount: number,
	sign: 1 | -1,
	reason: string,
	options: ChangeOptions,
): GameChange | undefined {
	const asked = { amount, reason, key: options.key, source: options.source };
	assert(isChange(asked), "amount is a number; reason, key and source are texts");
	assert(isReason(reason), "a reason is UTF-8 of at most 200 characters");
	assert(options.key === undefined || isKey(options.key), "a key is an id that begins with purchase: or game:");
	const source = options.source ?? DEFAULT_SOURCE;
	assert(isIdText(source) && source.size() <= SOURCE_BYTES_MAX, "a source is a short id");
	if (amount % 1 !== 0 || amount < 1 || amount > BALANCE_MAX) return undefined;
	return { delta: sign * amount, source, reason: withoutControlCharacters(reason), actor: ACTOR, key: options.key };
}

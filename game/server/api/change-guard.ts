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
	// A number that is none comes out of computations too.
	amount: t.union(t.number, t.nan),
	reason: t.string,
	options: t.interface({ key: t.optional(t.string), source: t.optional(t.string) }),
});

/**
 * The change a script asks for, plain Luau scripts too. Wrong types, keys and texts are bugs of the caller and raise; a
 * wrong amount may come out of a computation, so it is `undefined` and becomes a code.
 */
export function readChange(amount: unknown, sign: 1 | -1, reason: unknown, options: unknown): GameChange | undefined {
	const asked = { amount, reason, options };
	assert(isChange(asked), "amount is a number; reason, key and source are texts");
	const { key, source = DEFAULT_SOURCE } = asked.options;
	assert(isReason(asked.reason), "a reason is UTF-8 of at most 200 characters");
	assert(key === undefined || isKey(key), "a key is an id that begins with purchase: or game:");
	assert(isIdText(source) && source.size() <= SOURCE_BYTES_MAX, "a source is a short id");
	if (asked.amount % 1 !== 0 || asked.amount < 1 || asked.amount > BALANCE_MAX) return undefined;
	const text = withoutControlCharacters(asked.reason);
	return { delta: sign * asked.amount, source, reason: text, actor: ACTOR, key };
}

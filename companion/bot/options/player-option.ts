import type { Code } from "../../../shared/codes";
import { BALANCE_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Option } from "../framework/option";

/** What a member typed to name a player, before Roblox was asked whether that player exists. */
export type PlayerReference =
	{ readonly kind: "id"; readonly userId: number } | { readonly kind: "name"; readonly name: string };

const MENTION = /^<@!?\d+>$/;
const DIGITS = /^\d+$/;
/** Roblox user names: 3 to 20 letters, digits and underscores; some old ones are shorter. */
const NAME = /^[A-Za-z0-9_]{1,20}$/;

/** Digits are always an id, also where a user name consists of digits only. A leading `@` is taken off a name. */
export function readPlayer(value: unknown): Result<PlayerReference, Code> {
	const text = typeof value === "string" ? value.trim() : "";
	if (MENTION.test(text)) return fail("user-not-linked");
	if (DIGITS.test(text)) return readId(text);
	const name = text.startsWith("@") ? text.slice(1) : text;
	return NAME.test(name) ? ok({ kind: "name", name }) : fail("unknown-user");
}

function readId(digits: string): Result<PlayerReference, Code> {
	const userId = Number(digits);
	return userId >= 1 && userId <= BALANCE_MAX ? ok({ kind: "id", userId }) : fail("unknown-user");
}

const PLAYER_DATA = {
	type: OPTION_TYPE.string,
	description: "Roblox name or id",
	min_length: 1,
	max_length: 40,
} as const;

export const PLAYER: Option<PlayerReference> = { data: { ...PLAYER_DATA, required: true }, read: readPlayer };

export const ANY_PLAYER: Option<PlayerReference | undefined> = {
	data: { ...PLAYER_DATA, required: false },
	read: ifGiven(readPlayer),
};

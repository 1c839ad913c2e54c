import type { Code } from "../../../shared/codes";
import { BALANCE_MAX, PLAYER_NAME_MAX } from "../../../shared/limits";
import { fail, ok, type Result } from "../../../shared/result";
import { CHOICES_MAX, OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Option } from "../framework/option";

/** What a member typed to name a player, before Roblox was asked whether that player exists. */
export type PlayerReference =
	{ readonly kind: "id"; readonly userId: number } | { readonly kind: "name"; readonly name: string };

const MENTION = /^<@!?\d+>$/;
const DIGITS = /^\d+$/;
/** People choose at least 3 characters today; some old names are shorter. */
const NAME = new RegExp(`^[A-Za-z0-9_]{1,${PLAYER_NAME_MAX}}$`);

/** Digits are always an id, also where a user name consists of digits only. A leading `@` is taken off a name. */
export function readPlayer(value: unknown): Result<PlayerReference, Code> {
	const text = typeof value === "string" ? value.trim() : "";
	if (MENTION.test(text)) return fail("user-not-linked");
	if (DIGITS.test(text)) return readId(text);
	const name = withoutAt(text);
	return NAME.test(name) ? ok({ kind: "name", name }) : fail("unknown-user");
}

function withoutAt(text: string): string {
	return text.startsWith("@") ? text.slice(1) : text;
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
	autocomplete: true,
} as const;

/** What is chosen is an id: a name may have gone to another account since it was heard. */
const suggestPlayers: Option<unknown>["suggest"] = (typed, { parts }) =>
	parts.knownPlayers.list(withoutAt(typed.trim()), CHOICES_MAX).map(({ userId, name, isInGame }) => ({
		name: isInGame ? `${name} · in game` : name,
		value: String(userId),
	}));

export const PLAYER: Option<PlayerReference> = {
	data: { ...PLAYER_DATA, required: true },
	suggest: suggestPlayers,
	read: readPlayer,
};

export const ANY_PLAYER: Option<PlayerReference | undefined> = {
	data: { ...PLAYER_DATA, required: false },
	suggest: suggestPlayers,
	read: ifGiven(readPlayer),
};

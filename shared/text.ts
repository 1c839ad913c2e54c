/**
 * Text as it may enter a reason or a name: every control character becomes a space. Splitting yields bytes in Luau and
 * UTF-16 units in JavaScript; control characters are the same in both, and what is joined again is unharmed.
 */
export function withoutControlCharacters(text: string): string {
	return text
		.split("")
		.map((unit) => (unit < " " || unit === "\x7f" ? " " : unit))
		.join("");
}

export function hasControlCharacters(text: string): boolean {
	return withoutControlCharacters(text) !== text;
}

const ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:";

/** Ids are letters, digits, dot, underscore, hyphen and the colon between their parts. */
export function isIdText(text: string): boolean {
	const allowed = ID_CHARACTERS.split("");
	return text !== "" && text.split("").every((unit) => allowed.includes(unit));
}

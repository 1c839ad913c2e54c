/** More are not looked for: each one costs. */
export const WORDS_MAX = 8;

/** The words of a text as the index knows them: runs of letters and digits. */
function splitWords(text: string): readonly string[] {
	return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** The words alone, one blank between them: what is searched for, in the shortest form. */
export function keepWords(text: string): string {
	return splitWords(text).join(" ");
}

/** Whether it can be searched for. */
export function isSearchable(text: string): boolean {
	const { length } = splitWords(text);
	return length >= 1 && length <= WORDS_MAX;
}

/** A query for all of these words in any order. Each is quoted, so that none is taken for an operator of the query. */
export function toMatch(text: string): string {
	return splitWords(text)
		.map((word) => `"${word}"`)
		.join(" ");
}

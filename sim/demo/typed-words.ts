import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { CommandOption } from "../discord/bodies/body-types";
import type { Typed } from "../discord/people/client-checks";
import { OptionType } from "../discord/rules/option-rules";
import type { Words } from "./prompt-line";
import type { Options } from "./tour";

/**
 * Words typed at the prompt as a client would send them: numbers where the command takes numbers, and where it takes a
 * file, the one on this disk that the word is the path of. Throws when there is no such file.
 */
export function readWords(declared: readonly Pick<CommandOption, "name" | "type">[], words: Words): Options {
	const typed = Object.entries(words).map(([name, word]) => {
		const option = declared.find((candidate) => candidate.name === name);
		return [name, readWord(option?.type, word)] as const;
	});
	return Object.fromEntries(typed);
}

function readWord(type: number | undefined, word: string): Typed {
	if (type === OptionType.ATTACHMENT) return { filename: basename(word), bytes: readFileSync(word) };
	const isNumber = type === OptionType.INTEGER || type === OptionType.NUMBER;
	return isNumber && word !== "" ? Number(word) : word;
}

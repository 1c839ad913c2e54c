import type { CommandOption } from "../bodies/body-types";
import { OptionType } from "../rules/option-rules";
import type { Upload } from "../state/file-store";
import { ATTACHMENT_BYTES_MAX } from "./interaction-payload";

/** What a person typed into an option, or dropped onto it. */
export type Typed = string | number | boolean | Upload;

/** Longest text a string option takes ("Application Command Option Structure"). */
const TEXT_CHARACTERS_MAX = 6_000;
/** "Application Command Option Type": the ends of INTEGER and NUMBER. */
const NUMBER_MAX = 2 ** 53;

/** Why the Discord client would not let this value go, or nothing. */
export function checkTyped(option: CommandOption, typed: Typed): string | undefined {
	const { STRING, INTEGER, NUMBER, BOOLEAN, ATTACHMENT } = OptionType;
	const wrong = `option ${option.name}: `;
	if (option.type === STRING) return typeof typed === "string" ? checkText(option, typed, wrong) : `${wrong}not a text`;
	if (option.type === BOOLEAN) return typeof typed === "boolean" ? undefined : `${wrong}neither true nor false`;
	if (option.type === INTEGER || option.type === NUMBER) {
		return typeof typed === "number" ? checkNumber(option, typed, wrong) : `${wrong}not a number`;
	}
	if (option.type === ATTACHMENT) return checkUpload(typed, wrong);
	return typeof typed === "string" ? undefined : `${wrong}nothing that can be mentioned`;
}

function checkUpload(typed: Typed, wrong: string): string | undefined {
	if (typeof typed !== "object") return `${wrong}no file`;
	return typed.bytes.byteLength > ATTACHMENT_BYTES_MAX ? `${wrong}larger than 10 MiB` : undefined;
}

function checkText(option: CommandOption, text: string, wrong: string): string | undefined {
	const length = [...text].length;
	if (length === 0) return `${wrong}empty`;
	if (length < (option.min_length ?? 0)) return `${wrong}shorter than ${option.min_length}`;
	if (length > (option.max_length ?? TEXT_CHARACTERS_MAX))
		return `${wrong}longer than ${option.max_length ?? TEXT_CHARACTERS_MAX}`;
	return checkChoice(option, text, wrong);
}

function checkNumber(option: CommandOption, value: number, wrong: string): string | undefined {
	const limit = option.type === OptionType.INTEGER ? NUMBER_MAX - 1 : NUMBER_MAX;
	if (!Number.isFinite(value)) return `${wrong}not a number`;
	if (option.type === OptionType.INTEGER && !Number.isInteger(value)) return `${wrong}not a whole number`;
	if (value < (option.min_value ?? -limit)) return `${wrong}below ${option.min_value ?? -limit}`;
	if (value > (option.max_value ?? limit)) return `${wrong}above ${option.max_value ?? limit}`;
	return checkChoice(option, value, wrong);
}

/** With autocomplete any value may be sent; with choices only theirs. */
function checkChoice(option: CommandOption, value: string | number, wrong: string): string | undefined {
	const choices = option.choices ?? [];
	if (choices.length === 0 || choices.some((choice) => choice.value === value)) return undefined;
	return `${wrong}not one of the choices`;
}

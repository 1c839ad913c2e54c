import type { Choice, CommandOption } from "../bodies/body-types";
import { FormErrors, type FieldPath } from "../form-errors";
import { isCommandName } from "./command-names";

export const OptionType = {
	SUBCOMMAND: 1,
	GROUP: 2,
	STRING: 3,
	INTEGER: 4,
	BOOLEAN: 5,
	USER: 6,
	CHANNEL: 7,
	ROLE: 8,
	MENTIONABLE: 9,
	NUMBER: 10,
	ATTACHMENT: 11,
} as const;

const CHOICE_VALUE_CHARACTERS_MAX = 100;

/** How deep options stand: directly in a command, in a group, or in a subcommand. */
type Level = "command" | "group" | "subcommand";

/** Rules of a list of options at registration ("Application Command Option Structure"). */
export function checkOptions(
	options: readonly CommandOption[],
	path: FieldPath,
	level: Level,
	errors: FormErrors,
): void {
	const names = new Set<string>();
	let optionalSeen = false;
	options.forEach((option, index) => {
		const at = [...path, "options", index];
		if (!isCommandName(option.name)) {
			errors.add([...at, "name"], "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
		}
		if (names.has(option.name)) {
			errors.add([...at, "name"], "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
		}
		names.add(option.name);
		if (option.required && optionalSeen) {
			errors.add(
				at,
				"APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
				"Required options must be placed before non-required options",
			);
		}
		optionalSeen ||= !option.required;
		checkNesting(option, options, at, level, errors);
		checkValues(option, at, errors);
	});
}

/** Rules of what autocomplete offers that the schema does not have: there a value may have 6,000 characters. */
export function checkOffered(choices: readonly Choice[]): FormErrors {
	const errors = new FormErrors();
	choices.forEach((choice, index) => checkChoiceValue(choice, ["choices", index], errors));
	return errors;
}

function checkNesting(
	option: CommandOption,
	all: readonly CommandOption[],
	at: FieldPath,
	level: Level,
	errors: FormErrors,
): void {
	const { SUBCOMMAND, GROUP } = OptionType;
	const nests = option.type === SUBCOMMAND || option.type === GROUP;
	const tooDeep = option.type === GROUP ? level !== "command" : nests && level === "subcommand";
	const mixed =
		level === "command" && nests !== all.every((other) => other.type === SUBCOMMAND || other.type === GROUP);
	const plainInGroup = level === "group" && option.type !== SUBCOMMAND;
	if (tooDeep || mixed || plainInGroup) {
		errors.add(
			[...at, "type"],
			"APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
			"Sub-command and sub-command group option types are mutually exclusive to all other types",
		);
	}
	if (nests) checkOptions(option.options ?? [], at, option.type === GROUP ? "group" : "subcommand", errors);
}

function checkValues(option: CommandOption, at: FieldPath, errors: FormErrors): void {
	const choices = option.choices ?? [];
	if (option.autocomplete && choices.length > 0) {
		errors.add(
			[...at, "choices"],
			"APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
			"Choices and autocomplete are mutually exclusive",
		);
	}
	checkChoices(choices, at, errors);
	checkRange(option.min_value, option.max_value, [...at, "min_value"], errors);
	checkRange(option.min_length, option.max_length, [...at, "min_length"], errors);
}

function checkChoices(choices: readonly Choice[], at: FieldPath, errors: FormErrors): void {
	const names = new Set<string>();
	const values = new Set<string | number>();
	choices.forEach((choice, index) => {
		const path = [...at, "choices", index];
		if (names.has(choice.name))
			errors.add([...path, "name"], "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", "Choice name already exists");
		if (values.has(choice.value))
			errors.add(
				[...path, "value"],
				"APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_DUPLICATE",
				"Choice value already exists",
			);
		names.add(choice.name);
		values.add(choice.value);
		checkChoiceValue(choice, path, errors);
	});
}

function checkChoiceValue({ value }: Choice, path: FieldPath, errors: FormErrors): void {
	if (typeof value !== "string" || [...value].length <= CHOICE_VALUE_CHARACTERS_MAX) return;
	const message = `Must be ${CHOICE_VALUE_CHARACTERS_MAX} or fewer in length.`;
	errors.add([...path, "value"], "BASE_TYPE_MAX_LENGTH", message);
}

function checkRange(
	low: number | null | undefined,
	high: number | null | undefined,
	path: FieldPath,
	errors: FormErrors,
): void {
	if (low === null || low === undefined || high === null || high === undefined || low <= high) return;
	errors.add(path, "APPLICATION_COMMAND_OPTIONS_MIN_GREATER_THAN_MAX", "Minimum must not be greater than maximum");
}

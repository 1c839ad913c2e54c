import type { CommandBody, CommandOption } from "../bodies/body-types";
import { type FieldPath, FormErrors } from "../form-errors";
import { isCommandName } from "./command-names";
import { checkOptions } from "./option-rules";

export const CommandType = { CHAT_INPUT: 1, USER: 2, MESSAGE: 3 } as const;

/** Commands of one type in one scope (application commands, "Registering a Command"). */
export const COMMANDS_MAX: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

/** Names, descriptions and values of one command together. */
export const COMMAND_CHARACTERS_MAX = 8_000;

/** Registration rules of one command beyond the schema. `guild` commands know neither contexts nor install types. */
export function checkCommand(command: CommandBody, guild: boolean): FormErrors {
	const errors = new FormErrors();
	const type = command.type ?? CommandType.CHAT_INPUT;
	if (type === CommandType.CHAT_INPUT) checkChatInput(command, errors);
	else checkContextMenu(command, errors);
	if (guild) refuseGlobalFields(command, errors);
	if (countCharacters(command) > COMMAND_CHARACTERS_MAX) {
		errors.add([], "APPLICATION_COMMAND_TOO_LARGE", `Command exceeds maximum size (${COMMAND_CHARACTERS_MAX})`);
	}
	return errors;
}

function checkChatInput(command: CommandBody, errors: FormErrors): void {
	if (!isCommandName(command.name)) {
		errors.add(["name"], "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
	}
	if (!command.description) errors.add(["description"], "BASE_TYPE_REQUIRED", "This field is required");
	checkOptions(command.options ?? [], [], "command", errors);
}

function checkContextMenu(command: CommandBody, errors: FormErrors): void {
	if (command.description) {
		errors.add(
			["description"],
			"APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
			"Context menu commands cannot have description",
		);
	}
	if ((command.options ?? []).length > 0) {
		errors.add(["options"], "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", "Context menu commands cannot have options");
	}
}

function refuseGlobalFields(command: CommandBody, errors: FormErrors): void {
	const message = "Only global commands can have this field.";
	const path: FieldPath[] = [];
	if (command.contexts) path.push(["contexts"]);
	if (command.integration_types) path.push(["integration_types"]);
	for (const field of path) errors.add(field, "APPLICATION_COMMAND_GUILD_FIELD_NOT_ALLOWED", message);
}

/** Of a localised field only its longest text counts. */
function countCharacters(part: CommandBody | CommandOption): number {
	const own =
		longest(part.name, part.name_localizations) + longest(part.description ?? "", part.description_localizations);
	const choices = "choices" in part ? (part.choices ?? []) : [];
	const ofChoices = choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
	return own + ofChoices + (part.options ?? []).reduce((sum, option) => sum + countCharacters(option), 0);
}

function longest(text: string, localised: Readonly<Record<string, string>> | null | undefined): number {
	return Math.max(text.length, ...Object.values(localised ?? {}).map((other) => other.length));
}

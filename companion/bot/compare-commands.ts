import type { SlashCommandData } from "./slash-command";
import { fieldOf, listOf, textIn } from "../answer-fields";

/** How the registered commands differ from ours, in words; empty when they do not. */
export function compareCommands(ours: readonly SlashCommandData[], registered: unknown): readonly string[] {
	const theirs = new Map(listOf(registered).map((command) => [textIn(command, "name") ?? "?", contentOf(command)]));
	const differences = ours.flatMap((command) => {
		const known = theirs.get(command.name);
		if (known === undefined) return [`/${command.name} is not registered`];
		return known === contentOf(command) ? [] : [`/${command.name} is registered in another form`];
	});
	const names = ours.map(({ name }) => name);
	const others = [...theirs.keys()].filter((name) => !names.includes(name));
	return [...differences, ...others.map((name) => `/${name} is not one of Purser's`)];
}

/** What makes a command what it is to people; ids, versions and what Discord adds by itself are left out. */
const COMMAND_FIELDS = ["name", "description", "default_member_permissions"];
const OPTION_FIELDS = [
	"type",
	"name",
	"description",
	"required",
	"autocomplete",
	"min_value",
	"max_value",
	"min_length",
	"max_length",
];

const CHAT_INPUT = 1;

function contentOf(command: unknown): string {
	const options = listOf(fieldOf(command, "options")).map(optionContent);
	return JSON.stringify([fieldOf(command, "type") ?? CHAT_INPUT, ...pick(command, COMMAND_FIELDS), options]);
}

function optionContent(option: unknown): readonly unknown[] {
	const choices = listOf(fieldOf(option, "choices")).map((choice) => pick(choice, ["name", "value"]));
	return [...pick(option, OPTION_FIELDS), choices, listOf(fieldOf(option, "options")).map(optionContent)];
}

/** A field that is absent says what `null` or `false` says. */
function pick(value: unknown, names: readonly string[]): readonly unknown[] {
	return names.map((name) => {
		const field = fieldOf(value, name);
		return field === undefined || field === false ? null : field;
	});
}

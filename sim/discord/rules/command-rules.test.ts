import { expect, test } from "bun:test";
import type { CommandBody } from "../bodies/body-types";
import { checkCommand } from "./command-rules";

const TEXT = { type: 3, name: "text", description: "A text" };

function command(changes: Partial<CommandBody>): CommandBody {
	return { name: "give", description: "Gives", ...changes };
}

const options = (...list: readonly NonNullable<CommandBody["options"]>[number][]): CommandBody =>
	command({ options: list });
const many = (count: number, size: number): NonNullable<CommandBody["options"]> =>
	Array.from({ length: count }, (_, index) => ({
		...TEXT,
		name: `o${index}`,
		choices: Array.from({ length: 25 }, (_item, at) => ({ name: `${at}`.padEnd(size, "x"), value: `${at}` })),
	}));

const refused: readonly (readonly [string, CommandBody, string, string])[] = [
	["a capital in the name", command({ name: "Give" }), "name", "APPLICATION_COMMAND_INVALID_NAME"],
	["a blank in the name", command({ name: "give me" }), "name", "APPLICATION_COMMAND_INVALID_NAME"],
	["a name of 33 letters", command({ name: "x".repeat(33) }), "name", "APPLICATION_COMMAND_INVALID_NAME"],
	["no description", command({ description: "" }), "description", "BASE_TYPE_REQUIRED"],
	[
		"a required option after an optional one",
		options(TEXT, { ...TEXT, name: "b", required: true }),
		"options/1",
		"APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
	],
	["two options of one name", options(TEXT, TEXT), "options/1/name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"],
	[
		"choices together with autocomplete",
		options({ ...TEXT, autocomplete: true, choices: [{ name: "a", value: "a" }] }),
		"options/0/choices",
		"APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
	],
	[
		"two choices of one name",
		options({
			...TEXT,
			choices: [
				{ name: "a", value: "a" },
				{ name: "a", value: "b" },
			],
		}),
		"options/0/choices/1/name",
		"APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE",
	],
	[
		"a choice value of 101 characters",
		options({ ...TEXT, choices: [{ name: "a", value: "x".repeat(101) }] }),
		"options/0/choices/0/value",
		"BASE_TYPE_MAX_LENGTH",
	],
	[
		"a minimum above the maximum",
		options({ type: 4, name: "n", description: "N", min_value: 2, max_value: 1 }),
		"options/0/min_value",
		"APPLICATION_COMMAND_OPTIONS_MIN_GREATER_THAN_MAX",
	],
	[
		"a subcommand beside a plain option",
		options({ type: 1, name: "sub", description: "S" }, TEXT),
		"options/0/type",
		"APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
	],
	[
		"a group inside a group",
		options({ type: 2, name: "g", description: "G", options: [{ type: 2, name: "h", description: "H" }] }),
		"options/0/options/0/type",
		"APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
	],
	["more than 8,000 characters in all", command({ options: many(4, 90) }), "", "APPLICATION_COMMAND_TOO_LARGE"],
	[
		"contexts on a guild command",
		command({ contexts: [0] }),
		"contexts",
		"APPLICATION_COMMAND_GUILD_FIELD_NOT_ALLOWED",
	],
	[
		"a description on a user command",
		command({ type: 2, name: "Show wallet" }),
		"description",
		"APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
	],
];

test.each(refused)("%s is refused at its path", (_name, body, path, code) => {
	const found = checkCommand(body, true).list();
	expect(found.map((error) => [error.path.join("/"), error.code])).toContainEqual([path, code]);
});

const taken: readonly (readonly [string, CommandBody])[] = [
	["a plain command", command({})],
	["letters of other scripts, numbers, dashes and underscores", command({ name: "größe-2_ไทย" })],
	["a required option before an optional one", options({ ...TEXT, required: true }, { ...TEXT, name: "b" })],
	[
		"subcommands in a group",
		options({
			type: 2,
			name: "g",
			description: "G",
			options: [{ type: 1, name: "s", description: "S", options: [TEXT] }],
		}),
	],
	["capitals and blanks in a user command", command({ type: 2, name: "Show wallet", description: "" })],
];

test.each(taken)("%s is taken", (_name, body) => {
	expect(checkCommand(body, true).list()).toEqual([]);
});

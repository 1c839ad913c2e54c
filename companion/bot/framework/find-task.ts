import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import { BUTTONS, COMMANDS, SELECTS } from "../commands/command-list";
import type { ButtonInteraction, CommandInteraction, SelectInteraction } from "../interaction";
import type { Call, Rules, Work } from "./call";
import type { CustomIds } from "./custom-ids";

/** What an interaction asks for. */
export interface Task {
	/** As the log and the metrics call it. */
	readonly name: string;
	readonly rules: Rules;
	readonly prepare: (call: Call) => Result<Work, Code>;
}

export type TaskInteraction = CommandInteraction | ButtonInteraction | SelectInteraction;

export function findTask(interaction: TaskInteraction, customIds: CustomIds): Result<Task, Code> {
	if (interaction.kind === "command") {
		const command = COMMANDS.find(({ data }) => data.name === interaction.commandName);
		if (command === undefined) return fail("not-found");
		const { options } = interaction;
		return ok({ name: command.data.name, rules: command, prepare: (call) => command.prepare(call, options) });
	}
	const id = customIds.read(interaction.customId);
	if (!id.ok) return id;
	const { prefix, payload } = id.value;
	const name = `${prefix}-${interaction.kind}`;
	if (interaction.kind === "button") {
		const button = BUTTONS.find((candidate) => candidate.prefix === prefix);
		if (button === undefined) return fail("button-unknown");
		return ok({ name, rules: button, prepare: (call) => button.prepare(call, payload) });
	}
	const select = SELECTS.find((candidate) => candidate.prefix === prefix);
	if (select === undefined) return fail("button-unknown");
	const { value } = interaction;
	return ok({ name, rules: select, prepare: (call) => select.prepare(call, payload, value) });
}

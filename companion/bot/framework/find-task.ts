import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import { BUTTONS, COMMANDS, MODALS, SELECTS } from "../commands/command-list";
import type { ButtonInteraction, CommandInteraction, ModalInteraction, SelectInteraction } from "../interaction";
import type { Arrival, Prepared, Rules } from "./call";
import type { CustomIds } from "./custom-ids";

/** What an interaction asks for. */
export interface Task {
	/** As the log and the metrics call it. */
	readonly name: string;
	readonly rules: Rules;
	readonly prepare: (arrival: Arrival) => Result<Prepared, Code>;
}

export type TaskInteraction = CommandInteraction | ButtonInteraction | SelectInteraction | ModalInteraction;

export function findTask(interaction: TaskInteraction, customIds: CustomIds): Result<Task, Code> {
	if (interaction.kind === "command") {
		const command = COMMANDS.find(({ data }) => data.name === interaction.commandName);
		if (command === undefined) return fail("not-found");
		const { options } = interaction;
		return ok({ name: command.data.name, rules: command, prepare: (arrival) => command.prepare(arrival, options) });
	}
	const id = customIds.read(interaction.customId);
	if (!id.ok) return id;
	const { prefix, payload } = id.value;
	const name = `${prefix}-${interaction.kind}`;
	if (interaction.kind === "button") {
		const button = BUTTONS.find((candidate) => candidate.prefix === prefix);
		if (button === undefined) return fail("button-unknown");
		return ok({ name, rules: button, prepare: (arrival) => button.prepare(arrival, payload) });
	}
	if (interaction.kind === "modal") {
		const modal = MODALS.find((candidate) => candidate.prefix === prefix);
		if (modal === undefined) return fail("button-unknown");
		const { typed } = interaction;
		return ok({ name, rules: modal, prepare: (arrival) => modal.prepare(arrival, payload, typed) });
	}
	const select = SELECTS.find((candidate) => candidate.prefix === prefix);
	if (select === undefined) return fail("button-unknown");
	const { value } = interaction;
	return ok({ name, rules: select, prepare: (arrival) => select.prepare(arrival, payload, value) });
}

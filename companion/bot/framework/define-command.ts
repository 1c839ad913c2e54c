import type { Code } from "../../../shared/codes";
import { ok, type Result } from "../../../shared/result";
import type { Choice, CommandInteraction } from "../interaction";
import type { SlashCommandData } from "../slash-command";
import type { Answering, Arrival, Call, Prepared, Rules, WorkRules } from "./call";
import { placeOf, readOptions, type Asker, type Options, type ReadOptions } from "./option";

/** Option types of Discord's API. */
export const OPTION_TYPE = { string: 3, integer: 4, user: 6, role: 8, attachment: 11 } as const;

/** Discord: autocomplete offers up to 25 choices. */
export const CHOICES_MAX = 25;

/**
 * Administrators only, until server staff open the command to others under Server Settings > Integrations. It hides
 * the command; the bot checks the roles itself.
 */
const STAFF_ONLY = "0";

interface CommandDefinition<Set extends Options> extends WorkRules {
	readonly name: string;
	readonly description: string;
	/** As somebody would type it; `/help` shows it. */
	readonly example: string;
	readonly options: Set;
	/** Runs after the first answer was given. */
	readonly run: (call: Call, options: ReadOptions<Set>) => Answering;
}

/** A slash command as the list holds it: what Discord is told, and what it does. */
export interface BotCommand extends Rules {
	readonly data: SlashCommandData;
	readonly example: string;
	/** What fits what is being typed into an option. */
	readonly suggest: (optionName: string, typed: string, asker: Asker) => Promise<readonly Choice[]>;
	readonly prepare: (arrival: Arrival, given: CommandInteraction["options"]) => Result<Prepared, Code>;
}

export function defineCommand<Set extends Options>(definition: CommandDefinition<Set>): BotCommand {
	const { name, description, example, options, run, ...rules } = definition;
	return {
		...rules,
		example,
		data: {
			name,
			description,
			default_member_permissions: STAFF_ONLY,
			options: Object.entries(options).map(([option, { data }]) => ({ ...data, name: option })),
		},
		suggest: async (optionName, typed, asker) => {
			const choices = (await options[optionName]?.suggest?.(typed, asker)) ?? [];
			return choices.slice(0, CHOICES_MAX);
		},
		prepare: (arrival, given) => {
			const read = readOptions(options, given, placeOf(arrival));
			if (!read.ok) return read;
			return ok({ kind: "work", first: rules.first, work: (call) => run(call, read.value) });
		},
	};
}

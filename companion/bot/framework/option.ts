import type { Code } from "../../../shared/codes";
import { ok, type Result } from "../../../shared/result";
import type { Actor } from "../../staff/staff-view";
import type { BotParts, BotSettings } from "../bot-parts";
import type { Choice, CommandInteraction } from "../interaction";
import type { SlashOptionData } from "../slash-command";
import type { Arrival } from "./call";

export type OptionValue = string | number | boolean | undefined;

/** What reading an option may depend on. */
export interface OptionPlace {
	readonly settings: BotSettings;
	readonly interactionId: string;
}

export function placeOf({ parts, interaction }: Arrival): OptionPlace {
	return { settings: parts.settings, interactionId: interaction.id };
}

/** Who is typing, and what there is to offer from. */
export interface Asker {
	readonly parts: BotParts;
	readonly member: Actor;
}

export type Suggested = readonly Choice[] | Promise<readonly Choice[]>;

type WithoutName<Data> = Data extends unknown ? Omit<Data, "name"> : never;

/** One option of a slash command: what Discord is told about it, and how its value is read. */
export interface Option<Value> {
	readonly data: WithoutName<SlashOptionData>;
	/** For options with `autocomplete`. People may still type what was not offered. */
	readonly suggest?: (typed: string, asker: Asker) => Suggested;
	/** Clients check most of it before; other clients need not. `undefined`: it was left out. */
	readonly read: (value: OptionValue, place: OptionPlace) => Result<Value, Code>;
}

/** Reads what was given; what was left out is `undefined`. */
export function ifGiven<Value>(read: Option<Value>["read"]): Option<Value | undefined>["read"] {
	return (value, place) => (value === undefined ? ok(undefined) : read(value, place));
}

/** By name, in the order in which people see them. */
export type Options = Readonly<Record<string, Option<unknown>>>;

export type ReadOptions<Set extends Options> = {
	readonly [Name in keyof Set]: Set[Name] extends Option<infer Value> ? Value : never;
};

/** The values of all options, or the code of the first one that is wrong. */
export function readOptions<Set extends Options>(
	options: Set,
	given: CommandInteraction["options"],
	place: OptionPlace,
): Result<ReadOptions<Set>, Code> {
	const values: Record<string, unknown> = {};
	for (const [name, option] of Object.entries(options)) {
		const value = option.read(given.get(name), place);
		if (!value.ok) return value;
		values[name] = value.value;
	}
	if (!holdsAll(options, values)) throw new Error("every option was read");
	return ok(values);
}

function holdsAll<Set extends Options>(options: Set, values: object): values is ReadOptions<Set> {
	return Object.keys(options).every((name) => name in values);
}

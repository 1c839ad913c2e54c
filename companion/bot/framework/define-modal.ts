import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import type { Modal, ModalField, ModalInteraction } from "../interaction";
import type { Answering, Arrival, Call, Prepared, Rules, WorkRules } from "./call";
import { OPTION_TYPE } from "./define-command";
import { placeOf, readOptions, type Option, type Options, type ReadOptions } from "./option";

/** A form is filled in at leisure: somebody may have to join the game first. */
const FORM_SECONDS = 3_600;

interface ModalDefinition<Key, Set extends Options> extends WorkRules {
	/** What its custom ids begin with. */
	readonly prefix: string;
	readonly title: string;
	/** What stands above the fields. */
	readonly text: string;
	/** The fields, one line each: they take what the option of a command takes. Of text, since nothing else is typed. */
	readonly options: Set;
	readonly labels: { readonly [Name in keyof Set]: string };
	/** Only what was opened by a button can edit the button's message, so a form answers with one of its own. */
	readonly first: "public" | "private";
	/** `undefined`: not in the form in which we write it. */
	readonly read: (payload: string) => Key | undefined;
	readonly run: (call: Call, key: Key, options: ReadOptions<Set>) => Answering;
}

/** Forms whose custom ids begin with `prefix`, as the list holds them. */
export interface BotModal extends Rules {
	readonly prefix: string;
	readonly prepare: (arrival: Arrival, payload: string, typed: ModalInteraction["typed"]) => Result<Prepared, Code>;
}

/** A form, and how it is opened. Nothing of it is kept while it is open: people close forms without a word. */
export function defineModal<Key, Set extends Options>(
	definition: ModalDefinition<Key, Set>,
): { readonly modal: BotModal; readonly open: (arrival: Arrival, payload: string) => Modal } {
	const { title, text, options, labels, read, run, ...rules } = definition;
	const fields = buildFields(options, labels);
	return {
		modal: {
			...rules,
			prepare: (arrival, payload, typed) => {
				const key = read(payload);
				if (key === undefined) return fail("malformed");
				const given = readOptions(options, typed, placeOf(arrival));
				if (!given.ok) return given;
				return ok({ kind: "work", first: rules.first, work: (call) => run(call, key, given.value) });
			},
		},
		open: ({ parts }, payload) => ({
			custom_id: parts.customIds.make({ prefix: rules.prefix, payload }, FORM_SECONDS),
			title,
			components: [{ type: 10, content: text }, ...fields],
		}),
	};
}

function buildFields(options: Options, labels: Readonly<Record<string, string>>): readonly ModalField[] {
	return Object.entries(options).map(([name, { data }]) => {
		if (Number(data.type) !== OPTION_TYPE.string) throw new Error(`${name} takes no text, so it is no field of a form`);
		const { description, required = false } = data;
		const component = { type: 4, custom_id: name, style: 1, required, ...lengthsOf(data) } as const;
		return { type: 18, label: labels[name] ?? name, description, component };
	});
}

function lengthsOf(data: Option<unknown>["data"]): { readonly min_length?: number; readonly max_length?: number } {
	const isText = "max_length" in data || "min_length" in data;
	return isText ? { min_length: data.min_length, max_length: data.max_length } : {};
}

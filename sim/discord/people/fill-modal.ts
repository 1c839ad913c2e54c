import { type Result, fail, ok } from "../../../shared/result";
import type { JsonObject } from "../../json";
import type { CallbackData, Component } from "../bodies/body-types";
import { ComponentType } from "../rules/component-rules";
import { fieldsOf } from "../rules/modal-rules";

/** Components reference, "Text Input". */
const TEXT_CHARACTERS_MAX = 4_000;
/** "Text Input Styles". */
const ONE_LINE = 1;

/** What the client sends for a form, or why it would not let it go. Texts and lists of texts, which is what bots ask for. */
export function fillModal(modal: CallbackData, values: Readonly<Record<string, string>>): Result<JsonObject, string> {
	const fields = fieldsOf(modal.components ?? []);
	const unknown = Object.keys(values).find((name) => !fields.some((field) => field.custom_id === name));
	if (unknown !== undefined) return fail(`no field ${unknown}`);
	for (const field of fields) {
		const problem = findProblem(field, values[field.custom_id ?? ""] ?? "");
		if (problem !== undefined) return fail(`field ${field.custom_id}: ${problem}`);
	}
	const components = (modal.components ?? []).map((component) => sentFor(component, values));
	return ok({ custom_id: modal.custom_id ?? "", components });
}

function findProblem(field: Component, text: string): string | undefined {
	if (text === "") return field.required === false ? undefined : "empty";
	if (field.type !== ComponentType.TEXT_INPUT) {
		return (field.options ?? []).some(({ value }) => value === text) ? undefined : "not one of the choices";
	}
	if (field.style === ONE_LINE && /[\r\n]/.test(text)) return "more than one line";
	const length = [...text].length;
	if (length < (field.min_length ?? 0)) return `shorter than ${field.min_length}`;
	const most = field.max_length ?? TEXT_CHARACTERS_MAX;
	return length > most ? `longer than ${most}` : undefined;
}

function sentFor(component: Component, values: Readonly<Record<string, string>>): JsonObject {
	const { type, id, custom_id: customId, component: inner, components } = component;
	const common = { type, id: id ?? 0 };
	if (inner) return { ...common, component: sentFor(inner, values) };
	if (components) return { ...common, components: components.map((child) => sentFor(child, values)) };
	if (!customId) return common;
	const text = values[customId] ?? "";
	const given = type === ComponentType.TEXT_INPUT ? { value: text } : { values: text === "" ? [] : [text] };
	return { ...common, custom_id: customId, ...given };
}

import type { CallbackData, Component } from "../bodies/body-types";
import { ComponentType } from "../rules/component-rules";
import { type Reader, renderText } from "./render-text";

/** A form as a person reads it before anything is typed; what has to be filled in is marked. */
export function renderModal({ title, components }: CallbackData, reader: Reader): string {
	const lines = (components ?? []).flatMap((component) => renderPart(component, reader));
	return [title ?? "", ...lines].join("\n");
}

function renderPart(part: Component, reader: Reader): readonly string[] {
	switch (part.type) {
		case ComponentType.TEXT:
			return renderText(part.content ?? "", reader).split("\n");
		case ComponentType.LABEL:
			return [nameField(part.label, part.component), ...(part.description ? [part.description] : [])];
		default:
			return (part.components ?? []).map((field) => nameField(field.label, field));
	}
}

function nameField(label: string | null | undefined, field: Component | null | undefined): string {
	return `${label ?? ""}${field?.required === false ? "" : " *"}: [____]`;
}

import type { Component, Embed } from "../bodies/body-types";
import { ButtonStyle, ComponentType } from "../rules/component-rules";
import { MessageFlag } from "../rules/message-rules";
import type { StoredMessage } from "../state/message-store";
import { type Reader, renderText } from "./render-text";

/** A message as plain text, line by line, the way a person would read it on the screen. */
export function renderMessage(message: StoredMessage, reader: Reader): string {
	const loading = (message.flags & MessageFlag.LOADING) !== 0;
	const lines = [
		...(loading ? [`${message.author.username} is thinking...`] : []),
		...(message.content === "" ? [] : renderText(message.content, reader).split("\n")),
		...message.embeds.flatMap((embed) => renderEmbed(embed, reader)),
		...message.attachments.map((attachment) => `(file ${attachment.filename})`),
		...message.components.flatMap((component) => renderComponent(component, reader)),
		...(message.editedMillis === null ? [] : ["(edited)"]),
		...(message.onlyFor === null ? [] : ["Only you can see this"]),
	];
	return lines.join("\n");
}

function renderEmbed(embed: Embed, reader: Reader): readonly string[] {
	const single = [embed.author?.name, embed.title, embed.description].filter(
		(text) => text !== undefined && text !== null,
	);
	const fields = (embed.fields ?? []).map((field) => `${field.name}: ${field.value}`);
	const time = embed.timestamp
		? ` · ${new Date(embed.timestamp).toISOString().slice(0, 16).replace("T", " ")} UTC`
		: "";
	const foot = embed.footer?.text ? [`${embed.footer.text}${time}`] : [];
	return [...single, ...fields, ...foot]
		.flatMap((text) => renderText(text, reader).split("\n"))
		.map((line) => `| ${line}`);
}

function renderComponent(component: Component, reader: Reader): readonly string[] {
	const children = component.components ?? [];
	switch (component.type) {
		case ComponentType.ROW:
			return [children.map((child) => renderControl(child)).join(" ")];
		case ComponentType.TEXT:
			return renderText(component.content ?? "", reader).split("\n");
		case ComponentType.CONTAINER:
			return children.flatMap((child) => renderComponent(child, reader)).map((line) => `| ${line}`);
		default:
			return [
				...children.flatMap((child) => renderComponent(child, reader)),
				...(component.accessory ? [renderControl(component.accessory)] : []),
			];
	}
}

function renderControl(control: Component): string {
	if (control.type !== ComponentType.BUTTON) return `[${control.placeholder ?? "Make a selection"} v]`;
	const label = buttonLabel(control);
	const link = control.style === ButtonStyle.LINK ? ` -> ${control.url ?? ""}` : "";
	return control.disabled ? `[${label} (disabled)]` : `[${label}${link}]`;
}

/** What stands on a button: its label, or its emoji when it has none. */
export function buttonLabel(button: Component): string {
	return button.label ?? button.emoji?.name ?? "";
}

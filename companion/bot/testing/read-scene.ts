import type { Button, Modal, ReplyBody, Select } from "../interaction";
import type { createBotWorld } from "./bot-world";
import { readText } from "./fake-replies";

export type World = ReturnType<typeof createBotWorld>;

/** What staff read, one state of a message after the other. The texts are reviewed in snapshots. */
export function readScene(world: World): string {
	const posted = world.messages.posted.map(({ to, text, post }) =>
		[`[a new message to the ${to}]`, text, ...nameRows(post.body)].join("\n"),
	);
	const replies = world.replies.sent.map((sent) => {
		if (sent.call === "suggest") return ["[offered]", ...sent.choices.map(({ name }) => name)].join("\n");
		if (sent.call === "openModal") return readForm(sent.modal);
		if (sent.call === "sayAside") return `[only to you]\n${sent.text}`;
		if (!("body" in sent)) return `[${sent.call}${"ephemeral" in sent && sent.ephemeral ? ", only to you" : ""}]`;
		const files = sent.body.file === undefined ? [] : [`(file ${sent.body.file.name})`];
		return [readText(sent.body), ...files, ...nameRows(sent.body)].join("\n");
	});
	return [...replies, ...posted].join("\n\n");
}

/** A field stands with its label, what is below that, and how much it takes. */
function readForm({ title, components }: Modal): string {
	const lines = components.map((component) => {
		if (component.type === 10) return component.content;
		const { required, min_length: low = 0, max_length: high = 4_000 } = component.component;
		return `${component.label}${required ? " *" : ""}\n${component.description}\n[____ ${low} to ${high} characters]`;
	});
	return [`[a form, only for you] ${title}`, ...lines].join("\n");
}

function nameRows({ components }: ReplyBody): readonly string[] {
	return components.map((row) => row.components.map(nameComponent).join(" "));
}

function nameComponent(component: Button | Select): string {
	if (component.type === 2) return `[${component.label}]`;
	const options = component.options.map((option) => (option.default ? `*${option.label}*` : option.label));
	return `[${component.placeholder} v: ${options.join(" / ")}]`;
}
/** Custom id of what the member sees. */
export function findComponent(world: World, label: string): string {
	const last = world.replies.sent.at(-1);
	const components =
		last !== undefined && "body" in last ? last.body.components.flatMap((row) => [...row.components]) : [];
	const found = components.find((component) => component.type === 3 || component.label === label);
	if (found === undefined) throw new Error(`no ${label}`);
	return found.custom_id;
}

import { refuseAtOnce } from "./answer";
import type { BotParts } from "./bot-parts";
import { BUTTONS, COMMANDS } from "./commands/command-list";
import type { Interaction, Replies } from "./interaction";
import { findMissingPermission } from "./permission";
import { internalReply } from "./replies/refusal-reply";

/** Discord may deliver an event again within minutes; so many interactions do not come in that time. */
const REMEMBERED_MAX = 1_000;

/** Answers an interaction. Never rejects: an exception in an event handler would end the process. */
export type HandleInteraction = (interaction: Interaction, replies: Replies) => Promise<void>;

export function createInteractionHandler(parts: BotParts): HandleInteraction {
	const remembered = new Set<string>();

	function isDelivered(id: string): boolean {
		if (remembered.has(id)) return true;
		const [oldest] = remembered;
		if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
		remembered.add(id);
		return false;
	}

	return async function handleInteraction(interaction, replies) {
		if (isDelivered(interaction.id)) return;
		try {
			await dispatch(parts, interaction, replies);
		} catch (problem) {
			const reason = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
			parts.ports.log({ level: "error", event: "interaction-failed", facts: { id: interaction.id, reason } });
			await sayInternal(parts, interaction, replies);
		}
	};
}

async function dispatch(parts: BotParts, interaction: Interaction, replies: Replies): Promise<void> {
	const missing = findMissingPermission(interaction, parts.settings);
	if (missing !== undefined) return refuseAtOnce(parts, interaction, replies, missing);
	if (interaction.kind === "command") {
		const command = COMMANDS.find((candidate) => candidate.data.name === interaction.commandName);
		if (command === undefined) return refuseAtOnce(parts, interaction, replies, "not-found");
		return command.run(parts, interaction, replies);
	}
	const button = BUTTONS.find((candidate) => interaction.customId.startsWith(`${candidate.prefix}:`));
	if (button === undefined) return refuseAtOnce(parts, interaction, replies, "not-found");
	return button.run(parts, interaction, replies);
}

/** It is unknown whether the first answer was given. An edit before it is refused, and then there is room for one. */
async function sayInternal(parts: BotParts, interaction: Interaction, replies: Replies): Promise<void> {
	const body = internalReply(undefined);
	try {
		const edited = await replies.edit(interaction, body);
		if (!edited.ok) await replies.reply(interaction, body, { ephemeral: true });
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		parts.ports.log({ level: "error", event: "internal-error-not-told", facts: { id: interaction.id, reason } });
	}
}

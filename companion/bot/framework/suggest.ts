import { COMMANDS } from "../commands/command-list";
import type { AutocompleteInteraction, Replies } from "../interaction";
import type { BotParts } from "../bot-parts";

/** Offers what fits what is being typed; to whoever may not use the command, nothing. */
export async function suggest(parts: BotParts, interaction: AutocompleteInteraction, replies: Replies): Promise<void> {
	const command = COMMANDS.find(({ data }) => data.name === interaction.commandName);
	const isHere = interaction.guildId === parts.settings.guildId;
	const isAllowed =
		isHere && command !== undefined && parts.staff.findRefusal(interaction.member, command.right) === undefined;
	const { optionName, typed, member } = interaction;
	const choices = isAllowed ? await command.suggest(optionName, typed, { parts, member }) : [];
	const result = await replies.suggest(interaction, choices);
	// Nothing is lost: people go on typing.
	if (!result.ok) parts.ports.log({ level: "info", event: "suggestions-not-taken", facts: { code: result.code } });
}

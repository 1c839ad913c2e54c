import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";

/** A slash command as Discord is told about it, for one guild. */
export type SlashCommandData = Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, "contexts" | "integration_types">;

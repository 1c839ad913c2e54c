import type { APIApplicationCommandBasicOption, RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";

/** A slash command as Discord is told about it, for one guild. */
export type SlashCommandData = Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, "contexts" | "integration_types">;

/** An option that takes a value. */
export type SlashOptionData = APIApplicationCommandBasicOption;

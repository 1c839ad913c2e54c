import type { Standing } from "../../staff/target-rule";
import type { BotCommand } from "../framework/define-command";
import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage } from "./message";
import { nameStanding } from "./staff-words";

type Shown = Pick<BotCommand, "data" | "example">;

/** What the reader may use, each with an example that can be copied. */
export function helpReply({ level, isDiscordAdministrator }: Standing, commands: readonly Shown[]): ReplyBody {
	const standing = [
		...(level === undefined && isDiscordAdministrator ? [] : [nameStanding(level)]),
		...(isDiscordAdministrator ? ["Discord administrator"] : []),
	];
	const lines = commands.map(({ data, example }) => `**/${data.name}** · ${data.description}\n\`${example}\``);
	const hint = "-# Discord may hide some of these until server staff open them under Server Settings > Integrations.";
	const title = `What you may use as ${standing.join(" and ")}`;
	return buildMessage([buildEmbed("information", title, [...lines, hint])]);
}

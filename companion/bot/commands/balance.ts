import { answer, findPlayer, refuse, refuseAtOnce, wasTaken } from "../answer";
import { STAFF_ONLY, type BotCommand } from "../bot-command";
import type { SlashCommandData } from "../slash-command";
import { readPlayer } from "../options/player-option";
import { balanceReply } from "../replies/balance-reply";
import { USER_OPTION } from "./change-options";

const data = {
	name: "balance",
	description: "Show a player's balance as it is stored",
	default_member_permissions: STAFF_ONLY,
	options: [USER_OPTION],
} as const satisfies SlashCommandData;

export const balanceCommand: BotCommand = {
	data,
	async run(parts, interaction, replies) {
		const query = readPlayer(interaction.options.get("user"));
		if (!query.ok) return refuseAtOnce(parts, interaction, replies, query.error);
		if (!wasTaken(parts, await replies.defer(interaction, { ephemeral: true }))) return;
		const player = await findPlayer(parts, interaction, replies, query.value);
		if (player === undefined) return;
		const reading = await parts.balanceReader.read(player.userId);
		if (reading.kind === "unavailable") return refuse(parts, interaction, replies, "balance-unavailable");
		await answer(parts, interaction, replies, balanceReply(player, reading));
	},
};

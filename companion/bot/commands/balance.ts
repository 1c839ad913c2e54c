import { fail, ok } from "../../../shared/result";
import { defineCommand } from "../framework/define-command";
import { PLAYER } from "../options/player-option";
import { balanceReply } from "../replies/balance-reply";

export const balanceCommand = defineCommand({
	name: "balance",
	description: "Show a player's balance as it is stored",
	example: "/balance user:builder_man",
	options: { user: PLAYER },
	cooldownSeconds: 1,
	first: "private",
	audit: "reading",
	right: "balance",
	async run({ parts }, { user }) {
		const player = await parts.users.find(user);
		if (!player.ok) return player;
		const reading = await parts.balanceReader.read(player.value.userId);
		return reading.kind === "unavailable" ? fail("balance-unavailable") : ok(balanceReply(player.value, reading));
	},
});

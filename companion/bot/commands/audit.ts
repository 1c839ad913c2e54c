import type { Player } from "../../roblox/user-directory";
import { answer, findPlayer, refuse, refuseAtOnce, wasTaken } from "../answer";
import { OPTION_TYPE, STAFF_ONLY, type BotButton, type BotCommand } from "../bot-command";
import type { BotParts } from "../bot-parts";
import type { SlashCommandData } from "../slash-command";
import type { Interaction, Replies } from "../interaction";
import { AUDIT_LINES_DEFAULT, AUDIT_LINES_MAX, readLimit } from "../options/limit-option";
import { readPlayer } from "../options/player-option";
import { auditReply } from "../replies/audit-reply";
import { AUDIT_PREFIX, decodeAuditPage, encodeAuditPage, type AuditPageKey } from "./audit-page";
import { USER_OPTION } from "./change-options";
import { namePlayer, nameRows } from "./name-players";

const data = {
	name: "audit",
	description: "List the newest transactions",
	default_member_permissions: STAFF_ONLY,
	options: [
		{ ...USER_OPTION, required: false },
		{
			type: OPTION_TYPE.integer,
			name: "limit",
			description: `Lines on a page, ${AUDIT_LINES_DEFAULT} if not given`,
			required: false,
			min_value: 1,
			max_value: AUDIT_LINES_MAX,
		},
	],
} as const satisfies SlashCommandData;

export const auditCommand: BotCommand = {
	data,
	async run(parts, interaction, replies) {
		const limit = readLimit(interaction.options.get("limit"));
		const user = interaction.options.get("user");
		const query = user === undefined ? undefined : readPlayer(user);
		if (query?.ok === false) return refuseAtOnce(parts, interaction, replies, query.error);
		if (!wasTaken(parts, await replies.defer(interaction, { ephemeral: true }))) return;
		if (query === undefined) return showPage(parts, interaction, replies, { limit }, undefined);
		const player = await findPlayer(parts, interaction, replies, query.value);
		if (player === undefined) return;
		await showPage(parts, interaction, replies, { userId: player.userId, limit }, player);
	},
};

/** Paging buttons below an audit. */
export const auditButton: BotButton = {
	prefix: AUDIT_PREFIX,
	async run(parts, interaction, replies) {
		const page = decodeAuditPage(interaction.customId);
		if (page === undefined) return refuseAtOnce(parts, interaction, replies, "malformed");
		if (!wasTaken(parts, await replies.deferUpdate(interaction))) return;
		const player = page.userId === undefined ? undefined : await namePlayer(parts.users, page.userId);
		await showPage(parts, interaction, replies, page, player);
	},
};

async function showPage(
	parts: BotParts,
	interaction: Interaction,
	replies: Replies,
	key: AuditPageKey,
	player: Player | undefined,
): Promise<void> {
	const page = parts.auditReader.list(key);
	if (page === undefined) return refuse(parts, interaction, replies, "malformed");
	const { userId, limit } = key;
	const paging = {
		newest: key.cursor === undefined ? undefined : encodeAuditPage({ userId, limit }),
		older: page.nextCursor === undefined ? undefined : encodeAuditPage({ userId, limit, cursor: page.nextCursor }),
	};
	const rows = await nameRows(parts.users, page.rows);
	await answer(parts, interaction, replies, auditReply(player, { rows }, paging));
}

import { fail, ok } from "../../../shared/result";
import type { Player } from "../../roblox/user-directory";
import type { BotParts } from "../bot-parts";
import type { Answered } from "../framework/call";
import { defineButton } from "../framework/define-button";
import { defineCommand } from "../framework/define-command";
import { LIMIT } from "../options/limit-option";
import { ANY_PLAYER } from "../options/player-option";
import { auditReply } from "../replies/audit-reply";
import { decodeAuditPage, encodeAuditPage, type AuditPageKey } from "./audit-page";
import { namePlayer, nameRows } from "./name-players";

const PREFIX = "audit";
/** Discord takes edits by a button for as long as its message is shown; a day is more than anyone reads. */
const PAGE_SECONDS = 86_400;
const RULES = { cooldownSeconds: 1, audit: "reading", right: "audit" } as const;

export const auditCommand = defineCommand({
	...RULES,
	name: "audit",
	description: "List the newest transactions",
	example: "/audit user:builder_man",
	options: { user: ANY_PLAYER, limit: LIMIT },
	first: "private",
	async run({ parts }, { user, limit }) {
		if (user === undefined) return showPage(parts, { limit }, undefined);
		const player = await parts.users.find(user);
		return player.ok ? showPage(parts, { userId: player.value.userId, limit }, player.value) : player;
	},
});

/** Paging buttons below an audit. */
export const auditButton = defineButton({
	...RULES,
	prefix: PREFIX,
	first: "update",
	read: decodeAuditPage,
	async run({ parts }, page) {
		const player = page.userId === undefined ? undefined : await namePlayer(parts.users, page.userId);
		return showPage(parts, page, player);
	},
});

async function showPage(parts: BotParts, key: AuditPageKey, player: Player | undefined): Answered {
	const page = parts.auditReader.list(key);
	if (page === undefined) return fail("malformed");
	const { userId, limit } = key;
	const idOf = (target: AuditPageKey): string =>
		parts.customIds.make({ prefix: PREFIX, payload: encodeAuditPage(target) }, PAGE_SECONDS);
	const paging = {
		newest: key.cursor === undefined ? undefined : idOf({ userId, limit }),
		older: page.nextCursor === undefined ? undefined : idOf({ userId, limit, cursor: page.nextCursor }),
	};
	return ok(auditReply(player, { rows: await nameRows(parts.users, page.rows) }, paging));
}

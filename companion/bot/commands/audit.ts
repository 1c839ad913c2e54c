import { fail, ok } from "../../../shared/result";
import type { Player } from "../../roblox/user-directory";
import type { BotParts } from "../bot-parts";
import type { Answered } from "../framework/call";
import { defineButton } from "../framework/define-button";
import { defineCommand } from "../framework/define-command";
import { AMOUNT_MIN, BY, FILE, KIND, SINCE, UNTIL, WORDS } from "../options/audit-options";
import { LIMIT } from "../options/limit-option";
import type { Moment } from "../options/moment";
import { ANY_PLAYER } from "../options/player-option";
import { auditFileReply, auditReply } from "../replies/audit-reply";
import { makeAuditFile } from "./audit-file";
import { decodeAuditPage, encodeAuditPage, type AuditPageKey } from "./audit-page";
import { namePlayer, nameRows } from "./name-players";

const PREFIX = "audit";
/** Discord takes edits by a button for as long as its message is shown; a day is more than anyone reads. */
const PAGE_SECONDS = 86_400;
const RULES = { cooldownSeconds: 1, audit: "reading", right: "audit" } as const;

export const auditCommand = defineCommand({
	...RULES,
	name: "audit",
	description: "List the newest transactions, all or some, or take them as a file",
	example: "/audit user:builder_man kind:taken since:7d file:csv",
	options: {
		...{ user: ANY_PLAYER, by: BY, kind: KIND, amount: AMOUNT_MIN, words: WORDS },
		...{ since: SINCE, until: UNTIL, limit: LIMIT, file: FILE },
	},
	first: "private",
	async run({ parts, arrivedAt }, { user, by: actor, kind, amount: amountMin, words, since, until, limit, file }) {
		const player = user === undefined ? undefined : await parts.users.find(user);
		if (player?.ok === false) return player;
		const userId = player?.value.userId;
		const filter = {
			userId,
			actor,
			kind,
			amountMin,
			words,
			from: secondsAt(since, arrivedAt),
			to: secondsAt(until, arrivedAt),
		};
		if (file === undefined) return showPage(parts, { ...filter, limit }, player?.value);
		return ok(auditFileReply(await makeAuditFile(parts, filter, file)));
	},
});

/** Unix seconds. */
function secondsAt(moment: Moment | undefined, now: number): number | undefined {
	return moment === undefined ? undefined : Math.floor(moment(now) / 1_000);
}

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

async function showPage(parts: BotParts, key: AuditPageKey, player: Player | undefined): Promise<Answered> {
	const page = parts.auditReader.list(key);
	if (page === undefined) return fail("malformed");
	const idOf = (cursor: string | undefined): string | undefined => {
		const payload = encodeAuditPage({ ...key, cursor });
		return payload === undefined ? undefined : parts.customIds.make({ prefix: PREFIX, payload }, PAGE_SECONDS);
	};
	const paging = {
		newest: key.cursor === undefined ? undefined : idOf(undefined),
		older: page.nextCursor === undefined ? undefined : idOf(page.nextCursor),
		hasOlder: page.nextCursor !== undefined,
	};
	return ok(auditReply(player, { ...page, rows: await nameRows(parts.users, page.rows) }, paging));
}

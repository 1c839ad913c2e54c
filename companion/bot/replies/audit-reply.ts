import type { AuditPage, AuditRow, DigestPosition } from "../../audit/audit-view";
import type { AuditFile } from "../commands/audit-file";
import type { Player } from "../../roblox/user-directory";
import type { ActionRow, Button, Embed, ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage, EMBED_DESCRIPTION_MAX } from "./message";
import { escapeAndShorten, escapeMarkdown, formatCount, formatDelta, formatId, formatNumber, formatTime } from "./text";

/** So that 20 lines fit into one embed; only the reason and the names give way. */
const LINE_LENGTH = Math.floor(EMBED_DESCRIPTION_MAX / 20) - 1;
const NAME_LENGTH = 24;

/** Custom ids of the paging buttons. `older` is absent on the last page, `newest` on the first. */
export interface AuditPaging {
	readonly newest?: string;
	readonly older?: string;
	/** There are older ones, also where no button has room for what was asked. */
	readonly hasOlder: boolean;
}

/** A page of the audit, newest first, one line an entry. */
export function auditReply(
	player: Player | undefined,
	page: Pick<AuditPage, "rows" | "digest">,
	paging: AuditPaging,
): ReplyBody {
	const title = player === undefined ? "Audit" : `Audit · ${escapeMarkdown(player.name)}`;
	const components = pagingButtons(paging);
	if (page.rows.length === 0) {
		const sentence = paging.hasOlder
			? "None among the newest that were looked at. Go on with Older."
			: paging.newest === undefined
				? "No transactions."
				: "No older transactions.";
		return buildMessage([buildEmbed("information", title, [sentence, describeDigest(page.digest)])], components);
	}
	const lines = page.rows.map(describeRow);
	const hint = paging.hasOlder && paging.older === undefined ? [NO_BUTTON] : [];
	const searched = describeDigest(page.digest) ?? [];
	return buildMessage(packLines(title, [...lines, ...hint, searched].flat()), components);
}

const NO_BUTTON = "-# There are older ones. Ask for less at once to page through them, or for a file.";

/** Words are searched a few seconds behind the audit; what is not found yet must not look as if it were not there. */
function describeDigest(digest: DigestPosition | undefined): string | undefined {
	if (digest === undefined) return undefined;
	const { rowId, rowsBehind } = digest;
	const behind = rowsBehind === 0 ? "all there are" : `${formatCount(rowsBehind, "newer row")} not yet`;
	return `-# Words are known up to row ${formatNumber(rowId)} of the audit, ${behind}.`;
}

/** All that was asked for, as a file. */
export function auditFileReply({ file, rows, isCut, digest }: AuditFile): ReplyBody {
	const what = rows === 1 ? "1 row, newest first." : `${formatNumber(rows)} rows, newest first.`;
	const cut = isCut ? "Older ones did not fit into what Discord takes: ask for those with `until`." : undefined;
	return {
		...buildMessage([
			buildEmbed(isCut ? "attention" : "information", "Audit · file", [what, cut, describeDigest(digest)]),
		]),
		file,
	};
}

/**
 * Lines may be longer than usual when names and ids are as long as they can be; what does not fit goes on in a second
 * embed, and never away.
 */
function packLines(title: string, lines: readonly string[]): Embed[] {
	const pages: string[][] = [[]];
	let length = 0;
	for (const line of lines) {
		if (length + line.length + 1 > EMBED_DESCRIPTION_MAX) {
			pages.push([]);
			length = 0;
		}
		pages.at(-1)?.push(line);
		length += line.length + 1;
	}
	return pages.map((page, index) => buildEmbed("information", index === 0 ? title : `${title} (continued)`, page));
}

function describeRow(row: AuditRow): string {
	const name = escapeAndShorten(row.userName ?? (row.userId === undefined ? "erased" : `${row.userId}`), NAME_LENGTH);
	const parts = [
		`${formatTime(row.at * 1_000, "f")} **${formatDelta(row.delta)}** ${name}`,
		`= ${formatNumber(row.balance)}`,
		...describeKind(row),
		...describePeople(row),
	];
	const start = parts.join(" · ");
	const end = row.commandId === undefined ? "" : ` · ${formatId(row.commandId)}`;
	const room = LINE_LENGTH - start.length - end.length - " · ".length;
	const reason = row.reason === undefined || row.reason === "" ? "" : escapeAndShorten(row.reason, room);
	return reason === "" ? `${start}${end}` : `${start} · ${reason}${end}`;
}

function describePeople({ actor, actorName, approverName }: AuditRow): string[] {
	const by = escapeAndShorten(actorName ?? actor ?? "erased", NAME_LENGTH);
	return approverName === undefined ? [by] : [by, `approved by ${escapeAndShorten(approverName, NAME_LENGTH)}`];
}

function describeKind(row: AuditRow): string[] {
	switch (row.kind) {
		case "applied":
			return [];
		case "refused":
			return [`refused: ${row.code ?? "no code"}`];
		case "repeat":
			return ["repeat"];
		case "opened":
			return ["opened by a new journal"];
	}
}

function pagingButtons(paging: AuditPaging): ActionRow[] {
	const buttons = [pagingButton("Newest", paging.newest), pagingButton("Older", paging.older)].flat();
	return buttons.length === 0 ? [] : [{ type: 1, components: buttons }];
}

function pagingButton(label: string, customId: string | undefined): Button[] {
	return customId === undefined ? [] : [buildButton(label, customId)];
}

import { meaningOf } from "../../../shared/codes";
import type { AuditRow } from "../../audit/audit-view";
import { COMPANION_EXECUTOR } from "../../dispatch/take-over";
import type { CommandLife, Traced } from "../../ledger/command-lives";
import type { ReplyBody } from "../interaction";
import { isOpen, outcomeLines, requestLines, TONE_OF, titleOf, waitingSentence, WORD_OF } from "./change-reply";
import { buildEmbed, buildMessage } from "./message";
import { escapeMarkdown, formatDelta, formatId, formatNumber, formatSpan, formatTime } from "./text";

/** The whole life of a command: given, sent, settled, in the audit. */
export function traceReply({ life, rows }: Traced): ReplyBody {
	if (life === undefined) return buildMessage([buildEmbed("information", "Only in the audit", describeGameRows(rows))]);
	const { command } = life;
	const lines = [
		...describeMoney(life, rows),
		...requestLines(command),
		"",
		`**Given** ${formatTime(command.createdAt, "f")}`,
		describeSending(life),
		...describeEnd(life),
		...(rows.length === 0 ? ["**Receipt** not in the audit yet"] : rows.map((row) => describeReceipt(row, life))),
	];
	return buildMessage([buildEmbed(TONE_OF[command.state], `${titleOf(command)} · ${WORD_OF[command.state]}`, lines)]);
}

/** The balance the outcome found, and the one it left. */
function describeMoney({ command }: CommandLife, rows: readonly AuditRow[]): readonly string[] {
	const { state, code, balance, revision } = command;
	if (state === "unknown") return outcomeLines(command);
	const why = code === undefined ? [] : [meaningOf(code)];
	if (balance === undefined) return why;
	const moved = rows.find((row) => row.revision === revision && row.kind === "applied")?.delta ?? 0;
	const now = `**${formatNumber(balance)}**`;
	const change = moved === 0 ? `${now}, unchanged` : `${formatNumber(balance - moved)} → ${now}`;
	return [...why, `Balance ${change}`];
}

function describeSending({ command, sentAt, executor, rings }: CommandLife): string {
	if (sentAt === undefined || executor === undefined) return "**Sent** not yet";
	const to =
		executor === COMPANION_EXECUTOR ? "applied by the companion itself" : `to game server ${formatId(executor)}`;
	const often = rings > 1 ? `, rung ${formatNumber(rings)} times` : "";
	return `**Sent** ${formatSpan(sentAt - command.createdAt)} later, ${to}${often}`;
}

function describeEnd({ command, endsAt }: CommandLife): readonly string[] {
	const { settledAt, createdAt, revision } = command;
	if (isOpen(command)) return [`**Open** ${waitingSentence(command)} It ends by itself ${formatTime(endsAt, "R")}.`];
	if (settledAt === undefined) return [];
	const by = revision === undefined ? "without a receipt" : `by revision ${formatNumber(revision)} of the wallet`;
	return [`**Settled** ${formatSpan(settledAt - createdAt)} after it was given, ${by}`];
}

function describeReceipt(row: AuditRow, { command }: CommandLife): string {
	const kind = row.kind === "applied" ? formatDelta(row.delta) : row.kind;
	const late = formatSpan(row.receivedAt - command.createdAt);
	return `**Receipt** ${kind}, row ${formatNumber(row.rowId)} of the audit, there ${late} after it was given`;
}

/** Ids that the game gives to its own changes, and those of a journal that was lost. */
function describeGameRows(rows: readonly AuditRow[]): readonly string[] {
	const [first] = rows;
	return [
		...(first?.commandId === undefined ? [] : [`Id: ${formatId(first.commandId)}`]),
		...rows.map((row) => {
			const who = row.userName ?? (row.userId === undefined ? "erased" : `${row.userId}`);
			const what = `${formatDelta(row.delta)} ${escapeMarkdown(who)}, balance **${formatNumber(row.balance)}**`;
			const why = row.reason === undefined || row.reason === "" ? "" : `, ${escapeMarkdown(row.reason)}`;
			return `${formatTime(row.at * 1_000, "f")} ${what}${why}, row ${formatNumber(row.rowId)} of the audit`;
		}),
		"-# The journal does not know it: the game gave this id, or a database from before did.",
	];
}

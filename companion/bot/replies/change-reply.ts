import { meaningOf } from "../../../shared/codes";
import type { ReplyBody } from "../interaction";
import type { CommandState, CommandView } from "../../ledger/command-view";
import { buildEmbed, buildMessage, type Tone } from "./message";
import { escapeMarkdown, formatDelta, formatId, formatNumber, formatTime } from "./text";

/** What a reply says beyond the command itself. */
export interface ChangeNotes {
	/** This interaction named an id that had been given before. */
	readonly isRepeat?: boolean;
	/** Another open command of the same content: likely a mistaken repeat. */
	readonly similar?: CommandView;
	/** Why it takes long. */
	readonly waiting?: string;
}

export const TONE_OF: Readonly<Record<CommandState, Tone>> = {
	pending: "working",
	published: "working",
	committed: "done",
	refused: "refused",
	expired: "refused",
	unknown: "attention",
};

export const WORD_OF: Readonly<Record<CommandState, string>> = {
	pending: "Working",
	published: "Working",
	committed: "Done",
	refused: "Refused",
	expired: "Expired",
	unknown: "Unknown",
};

/** One word for where it stands. */
export function describeState({ state }: CommandView): string {
	return WORD_OF[state];
}

/** Where a command stands, on the way or settled. */
export function changeReply(command: CommandView, notes: ChangeNotes = {}): ReplyBody {
	if (notes.isRepeat === true) return repeatReply(command, notes);
	const title = `${titleOf(command)} · ${WORD_OF[command.state]}`;
	const lines = [...outcomeLines(command), notes.waiting, warnOfSimilar(notes.similar), ...requestLines(command)];
	return buildMessage([buildEmbed(TONE_OF[command.state], title, lines)]);
}

/** The same id and the same content again: the first outcome, and that nothing happened this time. */
function repeatReply(command: CommandView, notes: ChangeNotes): ReplyBody {
	const when = formatTime(command.settledAt ?? command.createdAt, "f");
	const first = isOpen(command) ? `First given ${when}; it is still on its way.` : `First outcome, ${when}:`;
	const lines = [
		"**This transaction id was given before. Nothing was changed this time.**",
		first,
		...outcomeLines(command),
		notes.waiting,
		...requestLines(command),
	];
	const title = `${titleOf(command)} · Repeat of: ${WORD_OF[command.state]}`;
	return buildMessage([buildEmbed("attention", title, lines)]);
}

/** The same id with other content. The member sees what the id stands for. */
export function conflictReply(first: CommandView): ReplyBody {
	const lines = [
		meaningOf("id-reused"),
		`It was first used ${formatTime(first.createdAt, "f")} for **${titleOf(first)}** (${WORD_OF[first.state].toLowerCase()}).`,
		...requestLines(first),
		"-# id-reused",
	];
	return buildMessage([buildEmbed("refused", "Nothing was changed", lines)]);
}

/** The last words before the reply can no longer be edited. */
export function stillPendingReply(command: CommandView, notes: ChangeNotes): ReplyBody {
	const lines = [
		"It is still pending and will end by itself. This message cannot follow it any longer: the outcome will come as a new one, here or directly to you.",
		"Until then `/txn` and its id show how it stands; do not give it again under another id.",
		notes.waiting,
		...requestLines(command),
	];
	return buildMessage([buildEmbed("attention", `${titleOf(command)} · Still pending`, lines)]);
}

export function isOpen(command: CommandView): boolean {
	return command.state === "pending" || command.state === "published";
}

/** Why an open command is not settled yet, once that deserves a line. */
export function waitingSentence(command: CommandView): string {
	if (command.waiting === undefined) {
		return "No game server has answered yet. It takes effect as soon as one does.";
	}
	return `Waiting: ${meaningOf(command.waiting)}`;
}

export function titleOf(command: CommandView): string {
	return `${formatDelta(command.delta)} ${escapeMarkdown(command.userName)}`;
}

export function outcomeLines(command: CommandView): string[] {
	const balance = command.balance === undefined ? [] : [`Balance **${formatNumber(command.balance)}**`];
	switch (command.state) {
		case "pending":
		case "published":
			return [];
		case "committed":
			return balance;
		case "refused":
			return [`${meaningOf(command.code ?? "internal")} Nothing was changed.`, ...balance];
		case "expired":
			return [`${meaningOf("expired")} Nothing was changed.`, ...balance];
		case "unknown":
			return [
				"Whether this took effect cannot be told: the wallet was replaced from outside.",
				"Look at `/balance` and `/audit` before you give it again.",
			];
	}
}

function warnOfSimilar(similar: CommandView | undefined): string | undefined {
	if (similar === undefined) return undefined;
	const when = formatTime(similar.createdAt, "R");
	return `⚠️ You gave the same ${when} and it is still open (${formatId(similar.id)}). Both will take effect.`;
}

/** Why, by whom (both people, where it took two), and under which id. */
export function requestLines(command: CommandView): string[] {
	const reason = command.reason === "" ? [] : [`Reason: ${escapeMarkdown(command.reason)}`];
	const by = `By: ${escapeMarkdown(command.actorName)}`;
	const approver = command.approverName;
	const people = approver === undefined ? by : `${by}, approved by ${escapeMarkdown(approver)}`;
	return [...reason, people, `Id: ${formatId(command.id)}`];
}

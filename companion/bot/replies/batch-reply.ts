import { meaningOf } from "../../../shared/codes";
import type { Batch, LineProblem } from "../../batch/batch-view";
import type { ConfirmationIds } from "../framework/define-confirmation";
import type { ActionRow, ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage, type Tone } from "./message";
import { formatNumber, formatTime } from "./text";

/** So many bad lines are named in the message; with more of them, a file names all. */
const PROBLEMS_SHOWN = 15;

const TONE_OF: Readonly<Record<Batch["state"], Tone>> = {
	asked: "attention",
	running: "working",
	stopped: "attention",
	done: "done",
};
const WORD_OF: Readonly<Record<Batch["state"], string>> = {
	asked: "not begun",
	running: "running",
	stopped: "stopped",
	done: "done",
};

/** What a file would do, before it does anything. */
export function batchPlanReply(batch: Batch, problems: readonly LineProblem[], ids: ConfirmationIds): ReplyBody {
	const minutes = Math.ceil(batch.lines / batch.perMinute);
	const lines = [
		`**${formatNumber(batch.lines)}** lines give **${formatNumber(batch.gives)}** and take **${formatNumber(batch.takes)}** coins.`,
		`From ${formatTime(batch.nextAt, "f")} on, ${formatNumber(batch.perMinute)} a minute, so for about ${formatNumber(minutes)} min.`,
		...problemLines("Left out", problems),
		"-# Rights and limits are checked for each line when its turn comes.",
	];
	const buttons = [buildButton("Confirm", ids.confirm, 3), buildButton("Cancel", ids.cancel)];
	const rows: ActionRow[] = batch.lines === 0 ? [] : [{ type: 1, components: buttons }];
	return withFile(buildMessage([buildEmbed("attention", "Begin this batch?", lines)], rows), problems);
}

/** How far it is, and the way to stop it. */
export function batchReply(batch: Batch, ids: { readonly look: string; readonly stop: string } | undefined): ReplyBody {
	const ended = batch.given + batch.refused.length;
	const lines = [
		`**${formatNumber(ended)}** of ${formatNumber(batch.lines)} lines: ${formatNumber(batch.given)} given, ${formatNumber(batch.refused.length)} refused.`,
		batch.state === "running" ? `Next line ${formatTime(batch.nextAt, "R")}.` : undefined,
		batch.stoppedBy === undefined ? undefined : `Stopped by <@${batch.stoppedBy}>. What was given stays given.`,
		...problemLines("Refused", batch.refused),
		`By: <@${batch.actorId}>`,
		`-# Each line is a command of its own in \`/audit\`: \`batch:${batch.id}.LINE\``,
	];
	const buttons = ids && [buildButton("Look again", ids.look), buildButton("Stop", ids.stop)];
	const rows: ActionRow[] =
		buttons === undefined || batch.state !== "running" ? [] : [{ type: 1, components: buttons }];
	const embed = buildEmbed(TONE_OF[batch.state], `Batch · ${WORD_OF[batch.state]}`, lines);
	return withFile(buildMessage([embed], rows), batch.refused);
}

export function noBatchReply(): ReplyBody {
	return buildMessage([
		buildEmbed("information", "No batch yet", [
			"Use `/batch` with a CSV file: `user,amount,reason`, one line a command.",
		]),
	]);
}

function problemLines(heading: string, problems: readonly LineProblem[]): readonly string[] {
	if (problems.length === 0) return [];
	const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ line, code }) => `- line ${line}: ${meaningOf(code)}`);
	const more = problems.length - shown.length;
	return [
		`**${heading}: ${formatNumber(problems.length)}**`,
		...shown,
		...(more > 0 ? [`and ${more} more, in the file`] : []),
	];
}

function withFile(body: ReplyBody, problems: readonly LineProblem[]): ReplyBody {
	if (problems.length <= PROBLEMS_SHOWN) return body;
	const rows = problems.map(({ line, code }) => `${line},${code},"${meaningOf(code)}"`);
	const text = ["line,code,meaning", ...rows, ""].join("\n");
	return { ...body, file: { name: "lines.csv", content: new TextEncoder().encode(text) } };
}

import type { UndoPlan, UndoProgress, UndoScope } from "../../undo/undo-view";
import type { ConfirmationIds } from "../framework/define-confirmation";
import type { ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage } from "./message";
import { escapeMarkdown, formatCount, formatDelta, formatId, formatNumber, formatTime } from "./text";

/** Custom ids of the buttons below an undo that goes on. */
export interface UndoButtonIds {
	readonly stop: string;
	readonly look: string;
}

const coins = (count: number): string => formatCount(count, "coin");
const commands = (count: number): string => formatCount(count, "command");
const players = (count: number): string => formatCount(count, "player");

/** What would happen, before it does. */
export function planReply(plan: UndoPlan, ids: ConfirmationIds): ReplyBody {
	const left = plan.before + plan.withoutEffect + plan.gone === 0 ? [] : ["These stay as they are:", ...staying(plan)];
	if (plan.commands === 0) {
		const lines = [describeScope(plan), ...(left.length === 0 ? ["There is nothing in it."] : left)];
		return buildMessage([buildEmbed("information", "Nothing to take back", lines)]);
	}
	const lines = [
		describeScope(plan),
		`**${commands(plan.commands)}** for **${players(plan.players)}** would be taken back:`,
		plan.take === 0 ? undefined : `- **${coins(plan.take)}** taken from players`,
		plan.give === 0 ? undefined : `- **${coins(plan.give)}** given back to players`,
		plan.spent === 0
			? undefined
			: `⚠️ About **${coins(plan.spent)}** of ${players(plan.spenders)} are spent already. Nobody goes below zero: what is left is taken.`,
		plan.open === 0
			? undefined
			: `${commands(plan.open)} have not ended yet. They are taken back once they took effect.`,
		...left,
		"-# Nothing has happened yet. It does not count towards anybody's limits, and each command is taken back once.",
	];
	const buttons = [buildButton("Take back", ids.confirm, 3), buildButton("Cancel", ids.cancel)];
	return buildMessage([buildEmbed("attention", "Take this back?", lines)], [{ type: 1, components: buttons }]);
}

function staying({ before, withoutEffect, gone }: UndoPlan): readonly string[] {
	return [
		before === 0 ? [] : [`- ${commands(before)}, because of what was taken back before`],
		withoutEffect === 0 ? [] : [`- ${commands(withoutEffect)} that changed nothing`],
		gone === 0 ? [] : [`- ${commands(gone)} for wallets that are no more`],
	].flat();
}

function describeScope({ scope, actorName, command }: UndoPlan): string {
	const by = `**${escapeMarkdown(actorName)}**`;
	if (command !== undefined) {
		const { delta, userName, id } = command;
		return `**${formatDelta(delta)}** ${escapeMarkdown(userName)} by ${by} · ${formatId(id)}`;
	}
	return `All that ${by} gave and took${describeTime(scope)}`;
}

function describeTime(scope: UndoScope): string {
	if (scope.kind === "command") return "";
	return ` from ${formatTime(scope.from, "f")} until ${formatTime(scope.to, "f")}`;
}

/** How far it is; `ids` while something can still be done about it. */
export function undoReply(progress: UndoProgress, ids: UndoButtonIds | undefined, hint?: string): ReplyBody {
	const { isEnded, stoppedName, stoppedCode } = progress;
	const lines = [
		`What **${escapeMarkdown(progress.actorName)}** did, taken back by ${escapeMarkdown(progress.askedName)}`,
		isEnded ? undefined : describeWay(progress),
		...describeEnds(progress),
		progress.taken === 0 ? undefined : `**${coins(progress.taken)}** taken from players`,
		progress.given === 0 ? undefined : `**${coins(progress.given)}** given back to players`,
		progress.missing === 0 ? undefined : `**${coins(progress.missing)}** could not be moved back`,
		...describeStop(progress),
		hint,
	];
	const embed = buildEmbed(toneOf(progress), titleOf(progress), lines);
	if (isEnded || ids === undefined) return buildMessage([embed]);
	const isStopped = stoppedName !== undefined || stoppedCode !== undefined;
	const stop = isStopped ? [] : [buildButton("Stop", ids.stop)];
	return buildMessage([embed], [{ type: 1, components: [...stop, buildButton("Look again", ids.look)] }]);
}

function describeStop({ stoppedName, stoppedCode, askedName }: UndoProgress): readonly string[] {
	const asker = `**${escapeMarkdown(askedName)}**`;
	const why = stoppedCode === "frozen" ? `${asker} was frozen` : `${asker} may not use \`/reverse\` any more`;
	const how = stoppedCode === undefined ? stoppedName && `by ${escapeMarkdown(stoppedName)}` : `because ${why}`;
	return how === undefined ? [] : [`Stopped ${how}. What was asked for before takes effect.`];
}

function titleOf({ isEnded, left, total, waiting, underWay }: UndoProgress): string {
	if (!isEnded) return `Taking back · ${formatNumber(total - waiting - underWay - left)} of ${formatNumber(total)}`;
	return left > 0 ? "Stopped" : "Taken back";
}

function toneOf({ isEnded, missing, left }: UndoProgress): "working" | "done" | "attention" {
	if (!isEnded) return "working";
	return missing > 0 || left > 0 ? "attention" : "done";
}

function describeWay({ waiting, open, underWay }: UndoProgress): string {
	const parts = [
		["waiting", waiting - open],
		["on the way", underWay],
		["not ended themselves yet", open],
	] as const;
	const shown = parts.filter(([, count]) => count > 0).map(([name, count]) => `${name}: ${formatNumber(count)}`);
	return shown.length === 0 ? "Nearly done." : `Of these ${shown.join(", ")}`;
}

function describeEnds({ ends, left, isEnded, total }: UndoProgress): readonly string[] {
	if (isEnded && total === 0) return ["There was nothing left to take back."];
	const counted = [
		[ends.whole, "in full"],
		[ends.part, "in part: the rest was spent"],
		[ends.spent, "not at all: everything was spent"],
		[ends.refused, "not at all: the wallet refused"],
		[ends["no-effect"], "needed nothing: they changed nothing"],
		[ends["wallet-gone"], "not at all: the wallet is no more"],
		[ends.unknown, "with an outcome that nobody knows; `/audit` shows what the wallet says"],
		[left, "left alone"],
	] as const;
	return counted.filter(([count]) => count > 0).map(([count, how]) => `- ${commands(count)} ${how}`);
}

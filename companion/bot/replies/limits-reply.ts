import { LEVELS, nameLevel, rankOf } from "../../staff/levels";
import { LIMIT_KIND_NAMES, LIMIT_KINDS } from "../../staff/limits/limit-kinds";
import type { LimitChange, Staff } from "../../staff/staff-view";
import type { ConfirmationIds } from "../framework/define-confirmation";
import type { ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage } from "./message";
import { formatNumber, formatTime } from "./text";

/** The limits of every level that may move coins, and what the reader has left of them. */
export function limitsReply(
	staff: Pick<Staff, "limitsOf" | "movedToday" | "neededFor">,
	actorId: string,
	endsAt: number,
): ReplyBody {
	const least = Math.min(rankOf(staff.neededFor("give")), rankOf(staff.neededFor("deduct")));
	const lines = LEVELS.filter((level) => rankOf(level) >= least).flatMap((level) => {
		const limits = staff.limitsOf(level);
		return [
			`**${nameLevel(level)}**`,
			...LIMIT_KIND_NAMES.map((kind) => `- ${LIMIT_KINDS[kind].meaning}: ${formatNumber(limits[kind])}`),
		];
	});
	const moved = staff.movedToday(actorId);
	const today =
		`Moved today: ${formatNumber(moved.actor)} by you, ${formatNumber(moved.server)} by all staff. ` +
		`The next day begins ${formatTime(endsAt, "R")}.`;
	const hint = "-# What is given and what is taken both count. Give level, limit and amount to change one.";
	return buildMessage([buildEmbed("information", "Limits", [...lines, today, hint])]);
}

/** What the change means, before it is made. */
export function askLimitReply(change: LimitChange, ids: ConfirmationIds): ReplyBody {
	const { before, after } = change;
	const isWider = after > before;
	const meaning = isWider
		? "A stolen account of this level could move that much before it is stopped."
		: "What was moved already today stays, and counts.";
	const buttons = [buildButton("Confirm", ids.confirm, 3), buildButton("Cancel", ids.cancel)];
	return buildMessage(
		[buildEmbed("attention", "Change a limit?", [describeLimit(change), meaning])],
		[{ type: 1, components: buttons }],
	);
}

export function limitChangedReply(change: LimitChange): ReplyBody {
	return buildMessage([buildEmbed("done", "Changed", [describeLimit(change), "It holds from the next command on."])]);
}

function describeLimit({ level, kind, before, after }: LimitChange): string {
	return `**${nameLevel(level)}**, ${LIMIT_KINDS[kind].meaning}: ${formatNumber(before)} → **${formatNumber(after)}**`;
}

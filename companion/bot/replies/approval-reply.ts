import type { Approval } from "../../staff/approvals/approval";
import { rightOf } from "../../staff/order-gate";
import type { ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage } from "./message";
import { escapeMarkdown, formatDelta, formatId, formatTime } from "./text";

/** Custom ids of the two buttons. */
export interface ApprovalIds {
	readonly approve: string;
	readonly reject: string;
}

/** What everybody sees while a second person is awaited. */
export function approvalReply(approval: Approval, ids: ApprovalIds): ReplyBody {
	const lines = [
		"Nothing was changed yet: this takes a second person.",
		`Another one who may use \`/${rightOf(approval)}\` for this much can approve it, until ${formatTime(approval.expiresAt, "f")}.`,
		...requestLines(approval),
	];
	const buttons = [buildButton("Approve", ids.approve, 3), buildButton("Reject", ids.reject)];
	return buildMessage(
		[buildEmbed("attention", `${titleOf(approval)} · Waiting for approval`, lines)],
		[{ type: 1, components: buttons }],
	);
}

export function rejectedReply(approval: Approval): ReplyBody {
	const by = escapeMarkdown(approval.decision?.by.name ?? "somebody");
	const lines = ["Nothing was changed.", ...requestLines(approval), `Rejected by: ${by}`];
	return buildMessage([buildEmbed("refused", `${titleOf(approval)} · Rejected`, lines)]);
}

function titleOf({ delta, userName }: Approval): string {
	return `${formatDelta(delta)} ${escapeMarkdown(userName)}`;
}

function requestLines({ reason, asker, commandId }: Approval): string[] {
	const why = reason === "" ? [] : [`Reason: ${escapeMarkdown(reason)}`];
	return [...why, `Asked by: ${escapeMarkdown(asker.name)}`, `Id: ${formatId(commandId)}`];
}

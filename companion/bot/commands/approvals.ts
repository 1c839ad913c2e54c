import { fail, ok } from "../../../shared/result";
import type { Approval } from "../../staff/approvals/approval";
import { rightOf } from "../../staff/order-gate";
import type { MoneyRight } from "../../staff/rights";
import type { BotParts } from "../bot-parts";
import type { Answered, Answering, Call } from "../framework/call";
import { defineButton, type BotButton } from "../framework/define-button";
import type { ReplyBody } from "../interaction";
import { approvalReply, rejectedReply } from "../replies/approval-reply";
import { giveAndFollow } from "./give-and-follow";

/** Short, since the longest id of a command has to fit behind it. */
const PREFIX = { give: { yes: "give-yes", no: "give-no" }, deduct: { yes: "deduct-yes", no: "deduct-no" } } as const;

/** The two buttons below a command that waits for a second person: for whoever may use that command himself. */
export function defineApproval(right: MoneyRight): readonly BotButton[] {
	const button = (prefix: string, decide: (call: Call, approval: Approval) => Answering): BotButton =>
		defineButton({
			...{ right, prefix, cooldownSeconds: 0, first: "update-shared", audit: "money" },
			read: (commandId) => commandId,
			run: async (call, commandId) => {
				const approval = await call.parts.approvals.find(commandId);
				if (approval === undefined) return fail("button-expired");
				// The one who rejected it may have died before its message said so.
				if (approval.decision?.kind === "rejected") return ok(rejectedReply(approval));
				return approval.decision === undefined ? decide(call, approval) : fail("already-decided");
			},
		});
	return [button(PREFIX[right].yes, approve), button(PREFIX[right].no, reject)];
}

/** What stands where the command was given, while it is not written. */
export function describeApproval(
	{ ports, customIds }: Pick<BotParts, "ports" | "customIds">,
	approval: Approval,
): ReplyBody {
	if (approval.decision?.kind === "rejected") return rejectedReply(approval);
	const { commandId: payload, expiresAt } = approval;
	const right = rightOf(approval);
	const seconds = Math.max(0, Math.floor((expiresAt - ports.clock.now()) / 1_000));
	const idOf = (answer: "yes" | "no"): string => customIds.make({ prefix: PREFIX[right][answer], payload }, seconds);
	return approvalReply(approval, { approve: idOf("yes"), reject: idOf("no") });
}

async function approve(call: Call, approval: Approval): Promise<Answered> {
	const { parts, interaction } = call;
	const asker = await parts.guild.findMember(approval.asker.id);
	if (!asker.ok) return fail("discord-unavailable");
	const { value: member } = asker;
	if (member === undefined) return fail("asker-refused");
	await parts.outcomes.release(approval.commandId);
	return giveAndFollow(call, approval.commandId, undefined, async () => {
		const submission = await parts.approvals.approve(approval, member, interaction.member);
		// Another one was faster; his press goes on editing the message.
		return submission.kind === "repeat" ? { kind: "refused", code: "already-decided" } : submission;
	});
}

async function reject({ parts, interaction }: Call, approval: Approval): Promise<Answered> {
	await parts.outcomes.release(approval.commandId);
	const rejected = await parts.approvals.reject(approval, interaction.member);
	return rejected.ok ? ok(rejectedReply(rejected.value)) : rejected;
}

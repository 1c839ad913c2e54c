import { fail, ok } from "../../../shared/result";
import type { Submission } from "../../ledger/command-view";
import type { StaffOrder } from "../../staff/staff-ledger";
import type { BotParts } from "../bot-parts";
import type { Answered, Call } from "../framework/call";
import { defineCommand, type BotCommand } from "../framework/define-command";
import { AMOUNT } from "../options/amount-option";
import { PLAYER } from "../options/player-option";
import { REASON } from "../options/reason-option";
import { TXN } from "../options/txn-option";
import { conflictReply } from "../replies/change-reply";
import { internalReply } from "../replies/refusal-reply";

interface ChangeDefinition {
	readonly name: "give" | "deduct";
	readonly description: string;
	/** 1 to give and -1 to deduct. */
	readonly sign: 1 | -1;
}

/** The way of a command that moves money: player, journal, outcome. */
export function defineChange({ name, description, sign }: ChangeDefinition): BotCommand {
	return defineCommand({
		name,
		description,
		options: { user: PLAYER, amount: AMOUNT, reason: REASON, txn: TXN },
		// What is given twice by mistake shows as a repeat or with a warning; whoever hands out prizes is not slowed.
		cooldownSeconds: 0,
		first: "public",
		audit: "money",
		right: name,
		async run(call, { user, amount, reason, txn }) {
			const { parts, interaction } = call;
			const player = await parts.users.find(user);
			if (!player.ok) return player;
			return submit(call, {
				guildId: parts.settings.guildId,
				id: txn,
				userId: player.value.userId,
				userName: player.value.name,
				delta: sign * amount,
				reason,
				actor: interaction.member,
			});
		},
	});
}

async function submit(call: Call, request: StaffOrder): Answered {
	const { parts, interaction, replies, arrivedAt: createdAt } = call;
	const address = { applicationId: interaction.applicationId, token: interaction.token };
	const asker = { memberId: interaction.member.id, channelId: interaction.channelId };
	const pending = { commandId: request.id, address, createdAt, asker };
	const isNew = await parts.pendingReplies.add(pending);
	// Discord delivered this interaction before; its reply is followed already.
	if (!isNew) return ok("followed");
	const similar = await parts.ledger.findSimilarOpen(request);
	const submission = await trySubmit(parts, request);
	// The pending reply stays: if the command was written after all, the next start finds its outcome.
	if (submission === undefined) return ok(internalReply(request.id));
	if (submission.kind === "refused" || submission.kind === "conflict") {
		await parts.pendingReplies.remove(request.id, address.token);
		return submission.kind === "refused" ? fail(submission.code) : ok(conflictReply(submission.command));
	}
	const isRepeat = submission.kind === "repeat";
	await parts.outcomes.follow({ ...pending, isRepeat }, replies, similar);
	return ok("followed");
}

async function trySubmit(parts: BotParts, request: StaffOrder): Promise<Submission | undefined> {
	try {
		return await parts.ledger.submit(request);
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		parts.ports.log({ level: "error", event: "command-not-submitted", facts: { commandId: request.id, reason } });
		return undefined;
	}
}

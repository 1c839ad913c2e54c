import type { Code } from "../../../shared/codes";
import { ok, type Result } from "../../../shared/result";
import type { ChangeRequest, Submission } from "../../ledger/command-view";
import type { PlayerQuery } from "../../roblox/user-directory";
import { answer, findPlayer, refuse, refuseAtOnce, wasTaken } from "../answer";
import type { BotParts, BotSettings } from "../bot-parts";
import type { CommandInteraction, Interaction, Replies } from "../interaction";
import { readAmount } from "../options/amount-option";
import { readCommandId } from "../options/command-id";
import { readPlayer } from "../options/player-option";
import { readReason } from "../options/reason-option";
import { conflictReply } from "../replies/change-reply";
import { internalReply } from "../replies/refusal-reply";

interface ChangeForm {
	readonly player: PlayerQuery;
	readonly amount: number;
	readonly reason: string;
	readonly commandId: string;
}

/**
 * The way of a command that moves money: form, first answer, player, journal, outcome. The first answer comes before
 * everything that waits, because Discord takes it for 3 s only. `sign` is 1 to give and -1 to deduct.
 */
export async function changeWallet(
	parts: BotParts,
	interaction: Interaction & CommandInteraction,
	replies: Replies,
	sign: 1 | -1,
): Promise<void> {
	const createdAt = parts.ports.clock.now();
	const form = readForm(interaction, parts.settings);
	if (!form.ok) return refuseAtOnce(parts, interaction, replies, form.error);
	if (!wasTaken(parts, await replies.defer(interaction, { ephemeral: false }))) return;
	const player = await findPlayer(parts, interaction, replies, form.value.player);
	if (player === undefined) return;
	const request: ChangeRequest = {
		guildId: parts.settings.guildId,
		id: form.value.commandId,
		userId: player.userId,
		userName: player.name,
		delta: sign * form.value.amount,
		reason: form.value.reason,
		actorId: interaction.member.id,
		actorName: interaction.member.name,
	};
	await submit(parts, interaction, replies, request, createdAt);
}

function readForm(interaction: CommandInteraction, settings: BotSettings): Result<ChangeForm, Code> {
	const { options } = interaction;
	const player = readPlayer(options.get("user"));
	if (!player.ok) return player;
	const amount = readAmount(options.get("amount"), settings.amountMax);
	if (!amount.ok) return amount;
	const reason = readReason(options.get("reason"));
	if (!reason.ok) return reason;
	const commandId = readCommandId(options.get("txn"), settings.guildId, interaction.id);
	if (!commandId.ok) return commandId;
	return ok({ player: player.value, amount: amount.value, reason: reason.value, commandId: commandId.value });
}

async function submit(
	parts: BotParts,
	interaction: Interaction,
	replies: Replies,
	request: ChangeRequest,
	createdAt: number,
): Promise<void> {
	const address = { applicationId: interaction.applicationId, token: interaction.token };
	const isNew = await parts.pendingReplies.add({ commandId: request.id, address, createdAt });
	// Discord delivered this interaction before; its reply is followed already.
	if (!isNew) return;
	const similar = await parts.ledger.findSimilarOpen(request);
	const submission = await trySubmit(parts, request);
	if (submission === undefined) {
		// The pending reply stays: if the command was written after all, the next start finds its outcome.
		return answer(parts, interaction, replies, internalReply(request.id));
	}
	if (submission.kind === "refused") {
		await parts.pendingReplies.remove(request.id, address.token);
		return refuse(parts, interaction, replies, submission.code);
	}
	if (submission.kind === "conflict") {
		await parts.pendingReplies.remove(request.id, address.token);
		return answer(parts, interaction, replies, conflictReply(submission.command));
	}
	const isRepeat = submission.kind === "repeat";
	await parts.outcomes.follow({ commandId: request.id, address, createdAt, isRepeat }, replies, similar);
}

async function trySubmit(parts: BotParts, request: ChangeRequest): Promise<Submission | undefined> {
	try {
		return await parts.ledger.submit(request);
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		parts.ports.log({ level: "error", event: "command-not-submitted", facts: { commandId: request.id, reason } });
		return undefined;
	}
}

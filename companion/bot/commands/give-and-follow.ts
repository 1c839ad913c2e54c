import { fail, ok } from "../../../shared/result";
import type { CommandView, Submission } from "../../ledger/command-view";
import type { Answered, Call } from "../framework/call";
import { conflictReply } from "../replies/change-reply";
import { internalReply } from "../replies/refusal-reply";

/** `asked`: nothing was given yet; a second person was asked to. */
export type Given = Submission | { readonly kind: "asked" };

/**
 * Gives a command and goes on editing the reply until it shows the outcome, after a restart too. `similar` is an open
 * command of the same content, to warn of. `give` hands in before it
 * awaits anything.
 */
export async function giveAndFollow(
	call: Call,
	commandId: string,
	similar: CommandView | undefined,
	give: () => Promise<Given>,
): Promise<Answered> {
	const { parts, interaction, replies, arrivedAt: createdAt } = call;
	const address = { applicationId: interaction.applicationId, token: interaction.token };
	// Others in the channel have seen nothing of a private one.
	const channelId = call.isPrivate ? undefined : interaction.channelId;
	const asker = { memberId: interaction.member.id, channelId };
	const pending = { commandId, address, createdAt, asker };
	// Discord delivered this interaction to a process before this one, whose reply may have said that nothing was changed.
	if (await parts.pendingReplies.isKnown(commandId, address.token)) return ok("followed");
	// Handed in together and in this order, they share a commit: no command is without the reply that waits for it.
	const [, given] = await Promise.all([parts.pendingReplies.add(pending), tryGiving(call, commandId, give)]);
	// The pending reply stays: if the command was written after all, the next start finds its outcome.
	if (given === undefined) return ok(internalReply(commandId));
	if (given.kind === "refused" || given.kind === "conflict") {
		await parts.pendingReplies.remove(commandId, address.token);
		return given.kind === "refused" ? fail(given.code) : ok(conflictReply(given.command));
	}
	const isRepeat = given.kind === "repeat";
	await parts.outcomes.follow({ ...pending, isRepeat }, replies, similar);
	return ok("followed");
}

async function tryGiving({ parts }: Call, commandId: string, give: () => Promise<Given>): Promise<Given | undefined> {
	try {
		return await give();
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		parts.ports.log({ level: "error", event: "command-not-submitted", facts: { commandId, reason } });
		return undefined;
	}
}

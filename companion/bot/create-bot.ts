import { createBatchRunner } from "../batch/run-batches";
import type { Batch } from "../batch/batch-view";
import { batchReply } from "./replies/batch-reply";
import type { BotParts } from "./bot-parts";
import type { ChecklistStore } from "./checklist/checklist-store";
import { createChecklistPoster } from "./checklist/post-checklist";
import { createInteractionHandler, type HandleInteraction } from "./handle-interaction";
import type { Replies } from "./interaction";
import { createOutcomeFollower } from "./outcomes/follow-outcomes";
import { describeApproval } from "./commands/approvals";
import { neverWrittenReply } from "./replies/refusal-reply";
import { createRecentMembers } from "./recent-members";
import { createUndoFollower } from "./outcomes/follow-undos";

/** A handler that waits longer than this, for Roblox or Discord, is not worth delaying the end for. */
const HANDLERS_SECONDS_MAX = 3;

export interface Bot {
	readonly handleInteraction: HandleInteraction;
	/** Takes up the replies a former process left waiting; they are edited through `replies`. */
	start(replies: Replies): Promise<void>;
	/** Awaits the handlers under way, 3 s at most, then edits nothing more. Call it when no interaction comes any more. */
	stop(): Promise<void>;
}

interface GivenParts extends Omit<BotParts, "outcomes" | "undoReplies" | "wakeBatches"> {
	readonly checklistStore: ChecklistStore;
}

/** Puts the bot together without Discord's client: the simulation calls it directly. */
export function createBot(given: GivenParts): Bot {
	const describeUnwritten = async (commandId: string) => {
		const approval = await given.approvals.find(commandId);
		return approval === undefined ? neverWrittenReply(commandId) : describeApproval(given, approval);
	};
	const outcomes = createOutcomeFollower(given, describeUnwritten);
	const undoReplies = createUndoFollower(given);
	const checklist = createChecklistPoster(given, given.checklistStore);
	const findMember = createRecentMembers(given.ports.clock, given.guild);
	const runner = createBatchRunner({ ...given, findMember });
	const wakeBatches = () => runner.wake();
	const handle = createInteractionHandler({ ...given, outcomes, undoReplies, wakeBatches });
	const underWay = new Set<Promise<void>>();

	return {
		async handleInteraction(interaction, replies) {
			const handled = handle(interaction, replies);
			underWay.add(handled);
			await handled;
			underWay.delete(handled);
		},
		async start(replies) {
			runner.start((batch) => void tellBatchDone(given, batch));
			given.undo.lookUpAskersWith(findMember);
			undoReplies.start(replies);
			given.alarmTeller.start();
			void checklist.start();
			await outcomes.start(replies);
		},
		async stop() {
			runner.stop();
			given.alarmTeller.stop();
			checklist.stop();
			const { promise: waitedEnough, resolve } = Promise.withResolvers<void>();
			const cancel = given.ports.timers.after(HANDLERS_SECONDS_MAX * 1_000, resolve);
			await Promise.race([Promise.all(underWay), waitedEnough]);
			cancel();
			await Promise.all([outcomes.stop(), undoReplies.stop()]);
		},
	};
}

/** To whoever began it, who may have closed Discord since. */
async function tellBatchDone({ messages, ports }: Pick<BotParts, "messages" | "ports">, batch: Batch): Promise<void> {
	const sent = await messages.toMember(batch.actorId, { body: batchReply(batch, undefined), nonce: batch.id });
	if (!sent.ok) ports.log({ level: "info", event: "batch-end-not-told", facts: { code: sent.code } });
}

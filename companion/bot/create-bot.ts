import type { BotParts } from "./bot-parts";
import { createInteractionHandler, type HandleInteraction } from "./handle-interaction";
import type { Replies } from "./interaction";
import { createOutcomeFollower } from "./outcomes/follow-outcomes";

export interface Bot {
	readonly handleInteraction: HandleInteraction;
	/** Takes up the replies a former process left waiting; they are edited through `replies`. */
	start(replies: Replies): Promise<void>;
	/** Edits nothing more. Awaits the edits under way. */
	stop(): Promise<void>;
}

/** Puts the bot together without Discord's client: the simulation calls it directly. */
export function createBot(given: Omit<BotParts, "outcomes">): Bot {
	const outcomes = createOutcomeFollower(given.ports, given.ledger, given.pendingReplies);
	return {
		handleInteraction: createInteractionHandler({ ...given, outcomes }),
		start: (replies) => outcomes.start(replies),
		stop: () => outcomes.stop(),
	};
}

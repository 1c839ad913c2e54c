import { BystanderCalls } from "../roblox/watch/bystander-calls";
import type { Checker } from "../run/history";

/** A server that neither has the player nor was named for the command makes no data store call on his wallet. */
export const checkBystandersQuiet: Checker = (history) => {
	const watch = new BystanderCalls();
	for (const { event, time } of history.events) watch.hear(event, time);
	return watch.calls.map(({ jobId, userId, kind, time }) => ({
		rule: "bystanders",
		what: `server ${jobId} made a ${kind} on player ${userId}'s wallet`,
		time,
	}));
};

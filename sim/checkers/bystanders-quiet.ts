import { SECOND } from "../clock/scheduler";
import { BystanderCalls } from "../roblox/watch/bystander-calls";
import type { Checker } from "../run/history";

/** A final save is tried every 30 s, and with slow and failing data stores one try may take most of a minute. */
const RELEASE_MICROS_MAX = 300 * SECOND;

/** A server that neither has the player nor was named for the command makes no data store call on his wallet. */
export const checkBystandersQuiet: Checker = (history) => {
	const watch = new BystanderCalls(RELEASE_MICROS_MAX);
	for (const { event, time } of history.events) watch.hear(event, time);
	return watch.calls.map(({ jobId, userId, kind, time }) => ({
		rule: "bystanders",
		what: `server ${jobId} made a ${kind} on player ${userId}'s wallet`,
		time,
	}));
};

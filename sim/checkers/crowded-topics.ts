import { SECOND } from "../clock/scheduler";
import type { History } from "../run/history";

const MINUTE = 60 * SECOND;
/** Creator-docs, `classes/MessagingService`: copies that the servers of an experience receive on one topic in a minute. */
const COPIES_MIN = 40;
const COPIES_PER_SERVER = 80;
/** The platform's minutes begin when they like. */
const SHARE_CROWDED = 0.8;

/** Whether some topic came so near to its limit that the platform may have dropped messages of it. */
export function isCrowded(history: History): boolean {
	const recent = new Map<string, number[]>();
	let servers = 0;
	for (const { event, time } of history.events) {
		if (event.kind === "server.started") servers += 1;
		if (event.kind === "server.ended") servers -= 1;
		if (event.kind !== "message.delivered") continue;
		const copies = recent.get(event.topic) ?? [];
		recent.set(event.topic, copies);
		copies.push(time);
		const max = Math.ceil(SHARE_CROWDED * (COPIES_MIN + COPIES_PER_SERVER * servers));
		const first = copies.at(-max);
		if (first !== undefined && time - first <= MINUTE) return true;
	}
	return false;
}

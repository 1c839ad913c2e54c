import { SECOND } from "../clock/scheduler";
import type { Checker } from "../run/history";

const MINUTE = 60 * SECOND;
/** A player's entry is looked at to find a dead lock, receipts left behind, or an outcome: a handful of times each. */
const READS_PER_ENTRY_MINUTE_MAX = 12;

/** The companion reads no entry again and again: budgets of Open Cloud are shared with everything else of the game. */
export const checkReadsAreFew: Checker = (history) => {
	const recent = new Map<string, number[]>();
	const told = new Set<string>();
	return (history.openCloudCalls ?? []).flatMap(({ method, url, time, status }) => {
		// A call that failed is made again; how often is the client's matter, and its back-off is tested there.
		const entry = method === "GET" && status < 500 ? /Player_\d+/.exec(url)?.[0] : undefined;
		if (entry === undefined) return [];
		const reads = (recent.get(entry) ?? []).filter((at) => time - at < MINUTE);
		reads.push(time);
		recent.set(entry, reads);
		if (reads.length <= READS_PER_ENTRY_MINUTE_MAX || told.has(entry)) return [];
		told.add(entry);
		return [{ rule: "budget", what: `${entry} was read ${reads.length} times within a minute`, time }];
	});
};

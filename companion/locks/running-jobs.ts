import type { Ports } from "../ports";
import type { GameServers } from "../roblox/open-cloud/open-cloud";
import { describeProblem } from "../roblox/open-cloud/problem";

/** How long one list of Roblox answers for: many locks of one crashed server are judged by one call. */
const LIST_KEPT_MILLISECONDS = 10_000;

/** Which servers Roblox says still run, by place. */
export interface RunningJobs {
	/** Awaits Open Cloud, or a list of the last seconds. `undefined`: Roblox could not be asked, nothing is known. */
	list(placeId: number): Promise<ReadonlySet<string> | undefined>;
	/** Why the last list could not be had, in words for people. */
	problem(): string | undefined;
}

export function createRunningJobs(ports: Pick<Ports, "clock" | "log">, client: GameServers): RunningJobs {
	const lists = new Map<number, { readonly at: number; readonly jobs: ReadonlySet<string> }>();
	let problem: string | undefined;
	return {
		list: async (placeId) => {
			const askedAt = ports.clock.now();
			const known = lists.get(placeId);
			if (known !== undefined && askedAt - known.at < LIST_KEPT_MILLISECONDS) return known.jobs;
			const listed = await client.listRunningJobs(placeId);
			if (!listed.ok) {
				problem = describeProblem(listed.error);
				ports.log({ level: "warning", event: "server-list-unavailable", facts: { placeId, ...listed.error } });
				return undefined;
			}
			problem = undefined;
			lists.set(placeId, { at: askedAt, jobs: listed.value });
			return listed.value;
		},
		problem: () => problem,
	};
}

import { SILENCE_SECONDS } from "../../shared/limits";
import type { Ports } from "../ports";
import { NO_LOAD, type Load } from "../roblox/open-cloud/budgets";

/** How many servers and players there are, from the heartbeats of this process's life. */
export interface ExperienceLoad {
	note(serverId: string, players: number): void;
	now(): Load;
}

/**
 * Roblox grants more calls to an experience with more servers and players. A process that has heard nothing yet takes
 * the least; the first heartbeats come within seconds.
 */
export function createExperienceLoad(clock: Ports["clock"]): ExperienceLoad {
	const heard = new Map<string, { readonly players: number; readonly at: number }>();
	let known = NO_LOAD;
	let forgetAt = Number.POSITIVE_INFINITY;

	function count(now: number): void {
		let players = 0;
		forgetAt = Number.POSITIVE_INFINITY;
		for (const [serverId, server] of heard) {
			const until = server.at + SILENCE_SECONDS * 1_000;
			if (until <= now) heard.delete(serverId);
			else {
				players += server.players;
				forgetAt = Math.min(forgetAt, until);
			}
		}
		known = { servers: heard.size, players };
	}

	return {
		note: (serverId, players) => {
			const at = clock.now();
			heard.set(serverId, { players, at });
			count(at);
		},
		now: () => {
			const now = clock.now();
			if (now >= forgetAt) count(now);
			return known;
		},
	};
}

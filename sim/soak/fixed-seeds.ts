import type { FaultProfile } from "../faults/fault-plan";
import type { SeedRun } from "./seed-run";

/** How many commands `test` plays, over all the seeds below. */
export const FIXED_COMMANDS = 2_000;
const SERVERS = 7;

/**
 * Chosen because their commands follow each other closely, so that many fit into a virtual second; none has an outage of
 * an hour. Long ones first: the last to end plays alone.
 */
const FIXED_SEEDS: Readonly<Record<FaultProfile, readonly number[]>> = {
	harsh: [47, 160, 262],
	usual: [16, 27, 50, 57, 105, 112, 148, 158, 197, 226, 228, 232, 255, 285, 311],
	none: [347, 380],
};

/** The seeds in the order in which they are begun. */
export function listFixedRuns(): readonly SeedRun[] {
	const named = (["harsh", "usual", "none"] as const).flatMap((profile) =>
		FIXED_SEEDS[profile].map((seed) => ({ seed, profile })),
	);
	const commands = Math.ceil(FIXED_COMMANDS / named.length);
	return named.map(({ seed, profile }) => ({ seed, servers: SERVERS, commands, profile }));
}

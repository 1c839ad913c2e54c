import type { FaultProfile } from "../faults/fault-plan";

/** One seed to play, with all that it takes to play it again. */
export interface SeedRun {
	readonly seed: number;
	readonly servers: number;
	readonly commands: number;
	readonly profile: FaultProfile;
}

/** The options of `sim/main.ts` that play it. */
export function runOptions({ seed, servers, commands, profile }: SeedRun): readonly string[] {
	return [
		...["--seed", String(seed), "--servers", String(servers)],
		...["--commands", String(commands), "--faults", profile],
	];
}

/** The one command that plays the same again. */
export function replayLine(run: SeedRun): string {
	return `npx --yes bun@${Bun.version} run sim ${runOptions(run).join(" ")}`;
}

/** The same for equal runs; where a finished seed is found again. */
export function runKey(run: SeedRun): string {
	return runOptions(run).join(" ");
}

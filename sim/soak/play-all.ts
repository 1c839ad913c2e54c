import type { SeedResult } from "./seed-result";
import type { SeedRun } from "./seed-run";

export interface PlayPorts {
	/** `undefined` when it was broken off, which says nothing about the seed. */
	readonly play: (run: SeedRun) => Promise<SeedResult | undefined>;
	/** Asked before each seed; false begins no more. */
	readonly mayBegin: () => boolean;
	/** Told each result as soon as it is there. */
	readonly onResult: (result: SeedResult) => void;
}

/** Plays the seeds in their order, `workers` at a time. A failing seed does not keep the others from being played. */
export async function playAll(runs: readonly SeedRun[], workers: number, ports: PlayPorts): Promise<void> {
	const queue = [...runs];
	const workOff = async (): Promise<void> => {
		while (ports.mayBegin()) {
			const run = queue.shift();
			if (run === undefined) return;
			const result = await ports.play(run);
			if (result !== undefined) ports.onResult(result);
		}
	};
	await Promise.all(Array.from({ length: workers }, workOff));
}

import { cpus } from "node:os";

/** Keeps a program on one core where the machine can do that, so that load and contender do not fight over one. */
export interface Pinning {
	/** For people: what was done, or why nothing was. */
	readonly description: string;
	/** The core that contenders run on, one at a time. */
	contender(command: readonly string[]): readonly string[];
	load(command: readonly string[]): readonly string[];
}

export function findPinning(): Pinning {
	const cores = cpus().length;
	const taskset = process.platform === "linux" ? Bun.which("taskset") : null;
	const free = (command: readonly string[]): readonly string[] => command;
	if (taskset === null || cores < 2) {
		const description = `nothing is pinned (${cores} cores, no taskset)`;
		return { description, contender: free, load: free };
	}
	return {
		description: "contenders on core 0, load on core 1",
		contender: (command) => [taskset, "-c", "0", ...command],
		load: (command) => [taskset, "-c", "1", ...command],
	};
}

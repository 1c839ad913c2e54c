import { handOver } from "./hand-over";

/** What the simulation can be asked for, each a program of its own in `sim/`. */
function chooseProgram(given: readonly string[]): readonly string[] {
	const rest = given.filter((word) => !["--mutants", "--scenario", "--soak"].includes(word));
	if (given.includes("--soak")) return ["sim/soak/main.ts", ...rest];
	if (given.includes("--mutants")) return ["sim/mutants/main.ts", ...rest];
	if (given.includes("--list") || given.includes("--scenario")) return ["sim/scenarios/main.ts", ...rest];
	return ["sim/main.ts", ...given];
}

/**
 * `sim`: `--seed N` plays a whole world with faults, `--scenario NAME` one small story, `--list` names them, `--mutants`
 * plants known mistakes and shows which checker finds them, `--soak` plays many seeds one after the other.
 */
await handOver(chooseProgram(process.argv.slice(2)));

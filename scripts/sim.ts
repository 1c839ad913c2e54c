import { prepare, runMain } from "./prepare";

/** What the simulation can be asked for, each a program of its own in `sim/`. */
function chooseProgram(given: readonly string[]): readonly string[] {
	const rest = given.filter((word) => !["--mutants", "--scenario", "--soak"].includes(word));
	if (given.includes("--soak")) return ["sim/soak/main.ts", ...rest];
	if (given.includes("--mutants")) return ["sim/mutants/main.ts", ...rest];
	if (given.includes("--list") || given.includes("--scenario")) return ["sim/scenarios/main.ts", ...rest];
	return ["sim/main.ts", ...given];
}

/**
 * `sim`: sets up what is missing, then hands over: `--seed N` plays a whole world with faults, `--scenario NAME` one
 * small story, `--list` names them, `--mutants` plants known mistakes and shows which checker finds them, `--soak` plays
 * many seeds one after the other.
 */
await runMain(async () => {
	await prepare();
	const child = Bun.spawn([process.execPath, ...chooseProgram(process.argv.slice(2))], {
		stdio: ["inherit", "inherit", "inherit"],
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
	});
	// Ctrl-C reaches the simulation through the terminal as well; this waits for its end.
	process.on("SIGINT", () => process.stderr.write(""));
	process.on("SIGTERM", () => child.kill("SIGTERM"));
	return await child.exited;
});

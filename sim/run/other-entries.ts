/** A program of its own behind an option of the simulation. */
export interface Entry {
	/** Relative to `sim/`. */
	readonly file: string;
	readonly args: readonly string[];
}

/** Which other program the command line asks for; `undefined` for a run of one seed. */
export function findOtherEntry(given: readonly string[]): Entry | undefined {
	if (given.includes("--mutants"))
		return { file: "mutants/main.ts", args: given.filter((text) => text !== "--mutants") };
	// Scenarios print JSON anyhow.
	const [option, ...names] = given.filter((text) => text !== "--json");
	if (option === "--list") return { file: "scenarios/main.ts", args: ["--list"] };
	if (option === "--scenario" && names.length > 0) return { file: "scenarios/main.ts", args: names };
	return undefined;
}

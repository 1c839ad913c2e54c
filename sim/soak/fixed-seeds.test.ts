import { expect, test } from "bun:test";
import { FIXED_COMMANDS, listFixedRuns } from "./fixed-seeds";
import { runKey } from "./seed-run";

test("the fixed seeds give all commands together, each another world", () => {
	const runs = listFixedRuns();
	const commands = runs.reduce((sum, run) => sum + run.commands, 0);
	expect(commands).toBeGreaterThanOrEqual(FIXED_COMMANDS);
	expect(commands).toBeLessThan(FIXED_COMMANDS + runs.length);
	expect(new Set(runs.map(runKey)).size).toBe(runs.length);
});

test("most fixed seeds are usual, some harsh, some without faults", () => {
	const profiles = listFixedRuns().map(({ profile }) => profile);
	expect(profiles.filter((profile) => profile === "usual").length).toBeGreaterThan(profiles.length / 2);
	expect(new Set(profiles)).toEqual(new Set(["usual", "harsh", "none"]));
});

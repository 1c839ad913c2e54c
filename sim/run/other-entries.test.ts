import { expect, test } from "bun:test";
import { findOtherEntry } from "./other-entries";

test("a run of one seed is no other program", () => {
	expect(findOtherEntry([])).toBeUndefined();
	expect(findOtherEntry(["--seed", "1", "--json"])).toBeUndefined();
});

test("scenarios are played by name, and listed", () => {
	expect(findOtherEntry(["--scenario", "foreign-tag", "--json"])).toEqual({
		file: "scenarios/main.ts",
		args: ["foreign-tag"],
	});
	expect(findOtherEntry(["--list"])).toEqual({ file: "scenarios/main.ts", args: ["--list"] });
});

test("a scenario without a name is left to the usage line", () => {
	expect(findOtherEntry(["--scenario"])).toBeUndefined();
});

test("mutants get all other options", () => {
	expect(findOtherEntry(["--mutants", "--only", "expiry", "--json"])).toEqual({
		file: "mutants/main.ts",
		args: ["--only", "expiry", "--json"],
	});
});

import { describe, expect, test } from "bun:test";
import { listRuns, readSoakOptions, soakLine, type SoakOptions } from "./soak-options";

function optionsOf(...given: string[]): SoakOptions {
	const read = readSoakOptions(given, 2);
	if (!read.ok) throw new Error(read.error);
	return read.value;
}

describe("the seeds of a soak", () => {
	test("follow each other and give all commands together", () => {
		const runs = listRuns(optionsOf("--commands", "4500", "--seed", "7"));
		expect(runs.map(({ seed, commands }) => [seed, commands])).toEqual([
			[7, 2_000],
			[8, 2_000],
			[9, 500],
		]);
	});

	test("have faults mixed by the seed alone, so that a soak that starts later plays the same", () => {
		const early = listRuns(optionsOf("--commands", "20", "--per-seed", "1"));
		const late = listRuns(optionsOf("--commands", "10", "--per-seed", "1", "--seed", "11"));
		expect(early.slice(10)).toEqual([...late]);
		const profiles = late.map(({ profile }) => profile).sort();
		expect(profiles.join(" ")).toBe("harsh harsh harsh none usual usual usual usual usual usual");
	});

	test("have all the profile that was asked for", () => {
		const runs = listRuns(optionsOf("--commands", "20", "--per-seed", "1", "--faults", "harsh"));
		expect(new Set(runs.map(({ profile }) => profile))).toEqual(new Set(["harsh"]));
	});
});

test("a soak uses every core, and its log lies beside its report", () => {
	expect(optionsOf("--report", "there/page.md")).toMatchObject({ workers: 2, logFile: "there/page.jsonl" });
});

test("a soak names the command that asks for the same", () => {
	const given = ["--seed", "5", "--servers", "3", "--commands", "90", "--per-seed", "30", "--faults", "harsh"];
	const options = optionsOf(...given);
	const words = soakLine(options).split(" --soak ")[1]?.split(" ") ?? [];
	expect(optionsOf(...words)).toEqual(options);
});

test.each([
	["an unknown option", ["--sead", "1"]],
	["a number that is none", ["--commands", "many"]],
	["no worker", ["--workers", "0"]],
	["half a seed", ["--per-seed", "0.5"]],
	["faults nobody knows", ["--faults", "mild"]],
	["an option without its value", ["--minutes"]],
])("%s is refused with how to use it", (_, given) => {
	const read = readSoakOptions(given, 2);
	expect(read.ok ? "taken" : read.error).toContain("usage: sim --soak");
});

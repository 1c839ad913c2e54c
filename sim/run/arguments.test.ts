import { expect, test } from "bun:test";
import { readArguments } from "./arguments";

test("without arguments the usual run is played", () => {
	expect(readArguments([])).toEqual({
		ok: true,
		value: { seed: 1, servers: 7, commands: 2_000, profile: "usual", json: false, trace: false },
	});
});

test("every option is read", () => {
	const given = ["--seed", "42", "--servers", "3", "--commands", "50", "--faults", "harsh", "--json"];
	expect(readArguments(given)).toEqual({
		ok: true,
		value: { seed: 42, servers: 3, commands: 50, profile: "harsh", json: true, trace: false },
	});
});

const wrong = [
	["an unknown option", ["--sead", "1"]],
	["a seed that is no number", ["--seed", "x"]],
	["no server", ["--servers", "0"]],
	["a profile nobody knows", ["--faults", "mild"]],
	["an option without its value", ["--commands"]],
] as const;

for (const [name, given] of wrong) {
	test(`${name} is refused with how to use it`, () => {
		const read = readArguments(given);
		if (read.ok) throw new Error("taken");
		expect(read.error).toContain("usage: sim");
	});
}

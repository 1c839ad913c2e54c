import { expect, test } from "bun:test";
import { SETTINGS } from "../config/settings";
import type { Check } from "./check";
import { listChecks } from "./check-list";
import { defineCheck } from "./check";
import { bad, good, skipped, type Finding } from "./finding";
import { makeReport, renderOutcomes } from "./report";
import { runChecks } from "./run-checks";
import { createFakeParts } from "./testing/fake-parts";

function check(name: string, finding: Finding, after: readonly string[] = []): Check {
	return { name, after, run: () => Promise.resolve(finding) };
}

const CHECKS = [
	check("one", good()),
	check("two", bad("mend it")),
	check("three", good("all is well"), ["one", "two"]),
	check("four", skipped("switched off")),
	check("five", good(), ["four"]),
	check("six", good("so far"), ["one"]),
];

test("each check gets its line, and one that rests on a failed one says so instead of guessing", async () => {
	expect(renderOutcomes(await runChecks(CHECKS, createFakeParts()))).toEqual([
		"ok   one",
		"FAIL two: mend it",
		"skip three: not checked, because two failed",
		"skip four: switched off",
		"skip five: not checked, because four was not",
		"ok   six: so far",
		"2 ok, 1 failed, 3 skipped",
	]);
});

test("as an object: what was skipped is no failure", async () => {
	expect(makeReport(await runChecks(CHECKS.slice(3), createFakeParts()))).toEqual({
		ok: true,
		checks: [
			{ name: "four", ok: true, advice: "skipped: switched off" },
			{ name: "five", ok: true, advice: "skipped: not checked, because four was not" },
			{ name: "six", ok: true, advice: "skipped: not checked, because one was not" },
		],
	});
	expect(makeReport(await runChecks(CHECKS, createFakeParts())).ok).toBe(false);
});

test("a check that throws fails alone, and what was thrown stays unsaid", async () => {
	const broken: Check = { name: "broken", after: [], run: () => Promise.reject(new TypeError("token abc")) };
	const [first, second] = await runChecks([broken, check("next", good())], createFakeParts());
	expect(first?.finding).toEqual(bad("this check itself broke (TypeError); please report it as a bug of the doctor"));
	expect(second?.finding).toEqual(good());
});

test("a check whose settings are missing or wrong names them", async () => {
	const needy = defineCheck({
		name: "needy",
		settings: { port: SETTINGS.port, path: SETTINGS.databasePath, id: SETTINGS.universeId },
		judge: ({ port, path, id }) => good(`${port} ${path} ${id}`),
	});
	const findingWith = async (environment: Record<string, string>): Promise<Finding> =>
		needy.run(createFakeParts(environment));
	expect(await findingWith({ ROBLOX_UNIVERSE_ID: "7" })).toEqual(good("3000 data/purser.sqlite 7"));
	expect(await findingWith({ PORT: "x" })).toEqual(
		skipped("not checked, because of the settings: PORT, ROBLOX_UNIVERSE_ID missing or wrong"),
	);
});

test("every check has a name of its own, and rests only on checks before it", () => {
	const checks = listChecks({});
	const names = checks.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	for (const [index, { name, after }] of checks.entries()) {
		expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
		for (const earlier of after) expect(names.slice(0, index)).toContain(earlier);
	}
});

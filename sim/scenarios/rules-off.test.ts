import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { applyEdit, compile } from "../mutants/plant";
import { Workshop } from "../mutants/workshop";
import { listScenarios } from "./index";
import { RULE_SCENARIOS } from "./rule-scenarios";
import { RULES_OFF } from "./rules-off";
import { switchOff } from "./switch-off";

const ROOT = join(import.meta.dir, "..", "..");

test("each rule that can be switched off: its text stands exactly once where it is taken out", () => {
	const edits = RULES_OFF.flatMap(({ scenario, edits }) => edits.map((edit) => ({ scenario, ...edit })));
	const missing = edits.filter(({ file, from }) => readFileSync(join(ROOT, file), "utf8").split(from).length !== 2);
	expect(missing).toEqual([]);
});

test("each rule that can be switched off: its scenario exists", () => {
	const names = listScenarios().map(({ name }) => name);
	expect(RULES_OFF.filter(({ scenario }) => !names.includes(scenario))).toEqual([]);
});

test("every scenario of the rules' document has a rule that can be switched off", () => {
	const covered = RULES_OFF.map(({ scenario }) => scenario);
	expect(RULE_SCENARIOS.filter(({ name }) => !covered.includes(name))).toEqual([]);
});

describe("on a copy", () => {
	const workshop = new Workshop();
	beforeAll(async () => await workshop.prepare(), 120_000);
	afterAll(() => workshop.remove());

	// One stands for all here; `rules-off-main.ts` switches off every rule in turn.
	test("a scenario whose rule is switched off: it fails", async () => {
		const off = RULES_OFF.find(({ scenario }) => scenario === "foreign-tag");
		if (off === undefined) throw new Error("foreign-tag has no rule to switch off");
		expect(await switchOff(workshop, off)).toMatchObject({ kind: "fails" });
	}, 120_000);

	test("with all rules switched off at once, everything still compiles", async () => {
		// Two rules may be switched off by one and the same edit.
		const edits = new Set(RULES_OFF.flatMap((off) => off.edits));
		expect([...edits].filter((edit) => !applyEdit(workshop, edit))).toEqual([]);
		expect(
			await compile(
				workshop,
				[...edits].map(({ file }) => file),
			),
		).toBeUndefined();
	}, 120_000);
});

import { expect, test } from "bun:test";
import { join } from "node:path";
import { check, resolveConfig } from "prettier";
import type { SeedResult } from "./seed-result";
import type { Soak } from "./soak";
import { readSoakOptions } from "./soak-options";
import { writeSoakReport } from "./soak-report";
import { makeFailing, makeResult, RUN } from "./testing/seed-results";
import { addUp } from "./totals";

const VERSIONS = { commit: "abc123", code: "c0de", packages: { bun: "1.4.5" } };
const GOOD = [makeResult(RUN), makeResult({ ...RUN, seed: 2 }, { vmBytes: 2_097_152, faults: { "server.hung": 2 } })];
const FAILING = [...GOOD, makeFailing({ ...RUN, seed: 3, profile: "harsh" })];

function soakOf(results: readonly SeedResult[], stopped?: string): Soak {
	const read = readSoakOptions(["--commands", "30", "--per-seed", "10"], 2);
	if (!read.ok) throw new Error(read.error);
	return { options: read.value, results, wallSeconds: 10, sessions: 1, stopped };
}

test("totals are the sums of all seeds, and the largest memory", () => {
	expect(addUp(FAILING)).toMatchObject({
		seeds: 3,
		commands: 30,
		doubled: 1,
		violations: 1,
		virtualSeconds: 300,
		processSeconds: 6,
		vmBytes: 2_097_152,
		faults: { "server.crashed": 2, "server.hung": 2 },
		brokenRules: { "I1 at-most-once": 1 },
		failing: [FAILING[2]],
	});
});

test("a seed without a report counts as failing, and adds nothing", () => {
	const totals = addUp([...GOOD, { ...makeResult({ ...RUN, seed: 3 }), exitCode: 3, report: undefined }]);
	expect(totals.commands).toBe(20);
	expect(totals.failing.map(({ run }) => run.seed)).toEqual([3]);
});

test("the report says what was played, with what, and what came of it", () => {
	const rows = writeSoakReport(soakOf(GOOD), VERSIONS).replaceAll(/ +/g, " ");
	for (const row of [
		"| seeds | 1 to 2: 0 none, 2 usual, 0 harsh |",
		"| commands | 20 |",
		"| settled for each second of wall time | 2 |",
		"| virtual seconds for each second of wall time | 20 |",
		"| largest memory of a game server's VM | 2.0 MiB |",
		"| commit | abc123 |",
		"| server.hung | 2 |",
		"Every seed held: 20 commands over 2 of 3 seeds.",
	]) {
		expect(rows).toContain(row);
	}
});

test("the report names each failing seed with the command that replays it", () => {
	const text = writeSoakReport(soakOf(FAILING), VERSIONS);
	expect(text).toContain("**Failing seeds: 1**");
	expect(text).toContain("I1 at-most-once 1x");
	expect(text).toContain("run sim --seed 3 --servers 7 --commands 10 --faults harsh");
});

test("the report of an interrupted soak says so", () => {
	expect(writeSoakReport(soakOf(GOOD, "SIGINT"), VERSIONS)).toContain("Not finished: SIGINT.");
});

test.each([
	["all seeds held", soakOf(GOOD)],
	["seeds failed", soakOf(FAILING, "SIGINT")],
	["nothing was played", soakOf([], "SIGINT")],
])("the report is formatted as the repository asks where %s", async (_, soak) => {
	const config = await resolveConfig(join(import.meta.dir, "..", "..", "docs", "soak.md"));
	expect(await check(writeSoakReport(soak, VERSIONS), { ...config, parser: "markdown" })).toBe(true);
});

import { expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runHeadless, TIMEOUT_MILLIS } from "../headless/testing/run-headless";
import { isJsonObject, listOr, parseJson } from "../json";

setDefaultTimeout(TIMEOUT_MILLIS);

const SPECS = join(import.meta.dir, "specs");
/** Errors that specs cause on purpose. */
const MEANT = [/^this error is part of a spec/, /^Maximum event re-entrancy depth exceeded/];

test("the headless engine passes its conformance specs", async () => {
	const ended = await runHeadless(import.meta.dir, "--players", "2", "--clients", "--seconds", "300", "--json");
	const report = parseJson(ended.stdout);
	const errors = isJsonObject(report)
		? listOr(report.errors).map((line) => String(isJsonObject(line) && line.text))
		: [];
	expect(errors.filter((text) => !MEANT.some((meant) => meant.test(text)))).toEqual([]);
	expect(errors).toHaveLength(MEANT.length);
	expect(ended.stderr.match(/^CONFORMANCE .*$/gm)).toEqual([
		expect.stringMatching(/^CONFORMANCE Specs: \d{2,} passed, 0 failed$/),
		// A third line would say that closing had taken longer than Roblox allows.
		"CONFORMANCE Closing: 2 passed, 0 failed",
	]);
});

test("sim/DEVIATIONS.md names every file of specs, beside what it is about", () => {
	const page = readFileSync(join(import.meta.dir, "..", "DEVIATIONS.md"), "utf8");
	for (const file of readdirSync(SPECS)) expect(page).toContain(`\`${file.replace(".spec.luau", "")}\``);
});

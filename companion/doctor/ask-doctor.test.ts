import { expect, test } from "bun:test";
import { askDoctor, readReport } from "./ask-doctor";

test("a set-up without any settings is examined all the same, and nothing of it is a secret", async () => {
	const report = await askDoctor({ PATH: process.env.PATH, DISCORD_TOKEN: "a-secret-token" });
	expect(report?.ok).toBe(false);
	expect(report?.checks[0]).toMatchObject({ name: "settings", ok: false });
	expect(JSON.stringify(report)).not.toContain("a-secret-token");
}, 60_000);

test.each([
	["nothing", undefined],
	["no object", []],
	["an object without checks", { ok: true }],
	["checks that say nothing", { ok: true, checks: [{ name: "settings" }] }],
])("%s is no report", (_what, printed) => {
	expect(readReport(printed)).toBeUndefined();
});

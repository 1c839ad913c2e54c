import { expect, test } from "bun:test";
import { playStory } from "./play";

test("erase-purchase: a purchase delivered again to an erased wallet grants nothing, and the new life goes on", async () => {
	const report = await playStory("erased.ts");
	expect(report).toMatchObject({
		before: { balance: 75, revision: 2 },
		erased: { balance: 0, revision: 0 },
		redelivered: { balance: 0, revision: 0 },
		after: { balance: 7, revision: 1 },
		audited: [1],
		sessionsEnded: 0,
		errors: 0,
	});
}, 60_000);

test("two-companions: the second one takes nothing and says why, and the first one goes on", async () => {
	const report = await playStory("two-companions.ts");
	expect(report).toMatchObject({
		alarms: ["read-only another-database"],
		submission: "read-only",
		status: 503,
		stored: { balance: 50 },
		audited: [1],
		errors: 0,
	});
	expect(Number(report.settledAfter)).toBeLessThan(10);
}, 60_000);

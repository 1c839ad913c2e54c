import { expect, test } from "bun:test";
import { playStory } from "./play";

test("twenty commands on virtual time: two processes give one trace, and every command is settled right", async () => {
	const first = await playStory("twenty-commands.ts", "1");
	const second = await playStory("twenty-commands.ts", "1");
	const other = await playStory("twenty-commands.ts", "2");
	expect(first).toEqual(second);
	for (const report of [first, other]) {
		expect(report).toMatchObject({ committed: 19, refused: 1, balances: [124, 153] });
		expect(report).toMatchObject({ bystanderDataStoreCalls: 0, sessionsEnded: 0, errors: 0 });
	}
	expect(other.traceHash).not.toBe(first.traceHash);
}, 120_000);

test("a bystander that loads by force: the local Roblox counts its call and the session it ended", async () => {
	const planted = await playStory("force-loading-bystander.ts");
	expect(Number(planted.bystanderDataStoreCalls)).toBeGreaterThan(0);
	expect(Number(planted.sessionsEnded)).toBeGreaterThan(0);
}, 60_000);

test("the same story without the planted mistake: neither counter moves", async () => {
	const healthy = await playStory("force-loading-bystander.ts", "--healthy");
	expect(healthy).toEqual({ bystanderDataStoreCalls: 0, sessionsEnded: 0, isStillPlaying: true });
}, 60_000);

test("messages that are no command of ours: each is refused by its own code, changes nothing and stops nothing", async () => {
	const report = await playStory("bad-envelopes.ts");
	expect(report.seen).toEqual({
		"no JSON": "malformed",
		"a list": "malformed",
		unsigned: "unsigned",
		"a signature of zeros": "bad-signature",
		"another amount under the same signature": "bad-signature",
		"signed for another experience": "bad-signature",
		"signed for another store": "bad-signature",
		"signed with a key nobody gave out": "unknown-key",
		"eleven minutes old": "stale",
		"from the future": "stale",
		"a later version": "unknown-version",
		"an unknown type": "unknown-type",
		"an amount as text": "malformed",
		"a fractional amount": "malformed",
		"amount 0": "malformed",
		"a player that is no number": "malformed",
		"a line break in the reason": "malformed",
		"longer than allowed": "too-large",
		"an id with blanks": "malformed",
	});
	expect(report).toMatchObject({ changed: false, worksAfterwards: true, oversizedStatus: 400 });
	expect(report).toMatchObject({ isRunning: true, errors: 0 });
}, 60_000);

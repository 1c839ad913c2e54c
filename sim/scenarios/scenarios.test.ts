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

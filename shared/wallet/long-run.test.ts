import "../bun/install";
import { expect, test } from "bun:test";
import { LONG_RUN_COMMANDS, LongRun } from "../fixtures/long-run";

// The same run in a game server: game/spec/shared/long-run.spec.ts.
test("after 1,000,001 commands no early envelope applies again", () => {
	const run = new LongRun();
	run.advance(LONG_RUN_COMMANDS);
	expect(run.taken()).toBe(LONG_RUN_COMMANDS);
	expect(run.balance()).toBe(500_003);
	expect(run.replay(97)).toBe(0);
	expect(run.balance()).toBe(500_003);
}, 120_000);

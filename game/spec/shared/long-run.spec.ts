/// <reference types="@rbxts/testez/globals" />
import { LONG_RUN_COMMANDS, LongRun } from "../../../shared/fixtures/long-run";

/** A server's scripts may not run for long without yielding. */
const COMMANDS_A_FRAME = 5_000;

/** The same run under Bun: shared/wallet/long-run.test.ts. */
export = () => {
	it("after 1,000,001 commands no early envelope applies again", () => {
		const run = new LongRun();
		while (run.taken() < LONG_RUN_COMMANDS) {
			run.advance(math.min(COMMANDS_A_FRAME, LONG_RUN_COMMANDS - run.taken()));
			task.wait();
		}
		expect(run.balance()).to.equal(500_003);
		expect(run.replay(997)).to.equal(0);
		expect(run.balance()).to.equal(500_003);
	});
};

/// <reference types="@rbxts/testez/globals" />
import { Countdown } from "../../server/wallet/countdown";
import { FakeScheduler } from "../support/fake-scheduler";

function begin(seconds: number) {
	const scheduler = new FakeScheduler();
	let [runs, timers] = [0, 0];
	const counting = {
		delay(delaySeconds: number, run: () => void) {
			timers += 1;
			return scheduler.delay(delaySeconds, run);
		},
	};
	const countdown = new Countdown(counting, scheduler, seconds, () => {
		runs += 1;
	});
	return { scheduler, countdown, countRuns: () => runs, countTimers: () => timers };
}

export = () => {
	it("runs once, so many seconds after the last restart", () => {
		const { scheduler, countdown, countRuns } = begin(8);
		countdown.restart();
		scheduler.advance(5);
		countdown.restart();
		scheduler.advance(7);
		expect(countRuns()).to.equal(0);
		scheduler.advance(1);
		expect(countRuns()).to.equal(1);
		scheduler.advance(100);
		expect(countRuns()).to.equal(1);
	});

	it("begins again after it has run", () => {
		const { scheduler, countdown, countRuns } = begin(8);
		countdown.restart();
		scheduler.advance(8);
		countdown.restart();
		scheduler.advance(8);
		expect(countRuns()).to.equal(2);
	});

	it("takes one timer of the engine, however often it is restarted", () => {
		const { countdown, countTimers } = begin(8);
		for (const _ of $range(1, 100)) countdown.restart();
		expect(countTimers()).to.equal(1);
	});

	it("never runs once it is stopped", () => {
		const { scheduler, countdown, countRuns } = begin(8);
		countdown.restart();
		countdown.stop();
		scheduler.advance(100);
		countdown.restart();
		scheduler.advance(100);
		expect(countRuns()).to.equal(0);
	});
};

/// <reference types="@rbxts/testez/globals" />
import { GAME_CHANGES_UNSAVED_MAX, GAME_SAVE_SECONDS, SAVE_AGAIN_SECONDS } from "../../../shared/limits";
import { SavePace } from "../../server/wallet/save-pace";
import { FakeScheduler } from "../support/fake-scheduler";

function begin() {
	const scheduler = new FakeScheduler();
	let [current, durable, saves] = [0, 0, 0];
	const profile = {
		requestSave() {
			saves += 1;
		},
	};
	const pace = new SavePace(scheduler, scheduler, profile, () => [current, durable]);
	return {
		scheduler,
		pace,
		change: (times = 1) => {
			for (const _ of $range(1, times)) {
				current += 1;
				pace.saveSoon();
			}
		},
		prove: () => {
			durable = current;
		},
		countSaves: () => saves,
	};
}

export = () => {
	it("saves the first change after a quiet time at once, so that a player sees it", () => {
		const { change, countSaves } = begin();
		change();
		expect(countSaves()).to.equal(1);
	});

	it("takes all that follow along in one save, no later than half a minute after the last", () => {
		const { scheduler, change, prove, countSaves } = begin();
		change();
		prove();
		for (const _ of $range(1, 20)) {
			scheduler.advance(1);
			change();
		}
		expect(countSaves()).to.equal(1);
		scheduler.advance(GAME_SAVE_SECONDS - 20);
		expect(countSaves()).to.equal(2);
		prove();
		scheduler.advance(10 * GAME_SAVE_SECONDS);
		expect(countSaves()).to.equal(2);
	});

	it("does not wait with many of them", () => {
		const { change, prove, countSaves } = begin();
		change();
		prove();
		change(GAME_CHANGES_UNSAVED_MAX - 1);
		expect(countSaves()).to.equal(1);
		change();
		expect(countSaves()).to.equal(2);
	});

	it("saves at once what somebody waits for, and whatever waits with it", () => {
		const { scheduler, pace, change, prove, countSaves } = begin();
		change();
		prove();
		change(5);
		pace.saveNow();
		expect(countSaves()).to.equal(2);
		prove();
		scheduler.advance(GAME_SAVE_SECONDS);
		expect(countSaves()).to.equal(2);
	});

	it("asks again while a save that was asked for is not proved, but not for what only rides along", () => {
		const { scheduler, change, prove, countSaves } = begin();
		change();
		scheduler.advance(SAVE_AGAIN_SECONDS);
		expect(countSaves()).to.equal(2);
		prove();
		change();
		scheduler.advance(SAVE_AGAIN_SECONDS);
		expect(countSaves()).to.equal(2);
	});

	it("says nothing more once it is over", () => {
		const { scheduler, pace, change, countSaves } = begin();
		change(2);
		pace.stop();
		change();
		pace.saveNow();
		scheduler.advance(100);
		expect(countSaves()).to.equal(1);
	});
};

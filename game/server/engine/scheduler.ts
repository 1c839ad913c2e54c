import { HttpService } from "@rbxts/services";
import type { Clock, RandomSource, Scheduler } from "../ports";

export const engineClock: Clock = {
	unixSeconds() {
		return DateTime.now().UnixTimestampMillis / 1_000;
	},
	monotonicSeconds() {
		return os.clock();
	},
};

export const engineScheduler: Scheduler = {
	spawn(run) {
		task.spawn(run);
	},
	delay(seconds, run) {
		// A thread that has begun must not be cancelled from within itself, so a flag decides instead of task.cancel.
		let cancelled = false;
		task.delay(seconds, () => {
			if (!cancelled) run();
		});
		return () => {
			cancelled = true;
		};
	},
	waitAsync(seconds) {
		task.wait(seconds);
	},
};

const generator = new Random();

export const engineRandom: RandomSource = {
	fraction() {
		return generator.NextNumber();
	},
	id() {
		return HttpService.GenerateGUID(false);
	},
};

import type { Clock, Scheduler } from "../../server/ports";

interface Timer {
	readonly at: number;
	readonly order: number;
	readonly run: () => void;
}

/** Time that moves only when a spec says so. Threads that wait are resumed in the order of their moments. */
export class FakeScheduler implements Scheduler, Clock {
	private seconds = 1_000;
	private orders = 0;
	private timers: Array<Timer> = [];

	unixSeconds(): number {
		return 1_700_000_000 + this.seconds;
	}

	monotonicSeconds(): number {
		return this.seconds;
	}

	spawn(run: () => void): void {
		task.spawn(run);
	}

	delay(seconds: number, run: () => void): () => void {
		this.orders += 1;
		const timer = { at: this.seconds + seconds, order: this.orders, run };
		this.timers.push(timer);
		return () => {
			this.timers = this.timers.filter((candidate) => candidate !== timer);
		};
	}

	waitAsync(seconds: number): void {
		const thread = coroutine.running();
		this.delay(seconds, () => {
			task.spawn(thread);
		});
		coroutine.yield();
	}

	/** Lets this much time pass, running what falls due on the way. */
	advance(seconds: number): void {
		const deadline = this.seconds + seconds;
		let timer = this.takeNext(deadline);
		while (timer !== undefined) {
			this.seconds = math.max(this.seconds, timer.at);
			// A thread of its own, as the engine gives it: what runs may wait in turn.
			task.spawn(timer.run);
			timer = this.takeNext(deadline);
		}
		this.seconds = deadline;
	}

	private takeNext(deadline: number): Timer | undefined {
		let timer: Timer | undefined;
		for (const candidate of this.timers) {
			const isSooner =
				timer === undefined || candidate.at < timer.at || (candidate.at === timer.at && candidate.order < timer.order);
			if (candidate.at <= deadline && isSooner) timer = candidate;
		}
		this.timers = this.timers.filter((candidate) => candidate !== timer);
		return timer;
	}
}

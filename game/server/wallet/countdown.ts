import type { Clock, Scheduler } from "../ports";

/**
 * Runs something once so many seconds after its last `restart`. A busy wallet restarts it with every command, and a timer
 * of the engine for each would stand in its queue until it was due, so there is one, which waits again when it was early.
 */
export class Countdown {
	private endsAt = 0;
	private isWaiting = false;
	private isStopped = false;

	constructor(
		private readonly scheduler: Pick<Scheduler, "delay">,
		private readonly clock: Pick<Clock, "monotonicSeconds">,
		private readonly seconds: number,
		private readonly run: () => void,
	) {}

	restart(): void {
		this.endsAt = this.clock.monotonicSeconds() + this.seconds;
		if (!this.isWaiting) this.wait(this.seconds);
	}

	/** For good. */
	stop(): void {
		this.isStopped = true;
	}

	private wait(seconds: number): void {
		this.isWaiting = true;
		this.scheduler.delay(seconds, () => {
			this.isWaiting = false;
			if (this.isStopped) return;
			const secondsLeft = this.endsAt - this.clock.monotonicSeconds();
			if (secondsLeft > 0) this.wait(secondsLeft);
			else this.run();
		});
	}
}

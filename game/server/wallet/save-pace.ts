import { GAME_CHANGES_UNSAVED_MAX, GAME_SAVE_SECONDS, SAVE_AGAIN_SECONDS } from "../../../shared/limits";
import type { Clock, LoadedProfile, Scheduler } from "../ports";
import { Countdown } from "./countdown";

/**
 * When one wallet asks for its saves. What somebody waits for is saved at once; what the game changes by itself rides on
 * the next save, and asks for one of its own only after a while without any.
 */
export class SavePace {
	/** Everything up to here was asked to be stored. */
	private due = 0;
	private isResting = false;
	private isOver = false;
	/** A failed save raises no event and a queued one is skipped silently, so it is asked for again (rule D4). */
	private readonly again: Countdown;
	private readonly rest: Countdown;

	constructor(
		scheduler: Pick<Scheduler, "delay">,
		clock: Pick<Clock, "monotonicSeconds">,
		private readonly profile: Pick<LoadedProfile, "requestSave">,
		/** Revision in memory, and the one that is proved to be stored. */
		private readonly revisions: () => readonly [current: number, durable: number],
	) {
		this.again = new Countdown(scheduler, clock, SAVE_AGAIN_SECONDS, () => this.saveWhatIsDue());
		this.rest = new Countdown(scheduler, clock, GAME_SAVE_SECONDS, () => {
			this.isResting = false;
			this.saveNow();
		});
	}

	saveNow(): void {
		const [current] = this.revisions();
		this.due = current;
		this.saveWhatIsDue();
	}

	saveSoon(): void {
		const [current, durable] = this.revisions();
		if (!this.isResting || current - math.max(this.due, durable) >= GAME_CHANGES_UNSAVED_MAX) this.saveNow();
	}

	stop(): void {
		this.isOver = true;
		this.again.stop();
		this.rest.stop();
	}

	private saveWhatIsDue(): void {
		const [current, durable] = this.revisions();
		if (this.isOver || this.due <= durable) return;
		this.due = current;
		this.profile.requestSave();
		this.isResting = true;
		this.rest.restart();
		this.again.restart();
	}
}

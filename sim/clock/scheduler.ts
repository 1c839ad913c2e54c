/** Cancels an event that has not run yet; afterwards it does nothing. */
export type Cancel = () => void;

/**
 * Time as the simulated world sees it, in integer microseconds since the world began (floats would drift).
 * Events of one time run in the order in which they were scheduled. There is a real and a virtual clock behind it.
 */
export interface Scheduler {
	/** Microseconds since the world began. Reading it changes nothing. */
	now(): number;
	/** Unix milliseconds of the same moment. */
	unixMillis(): number;
	/** Runs once, at `time` or as soon after as the clock allows. A time in the past means "next". */
	at(time: number, run: () => void): Cancel;
}

export const SECOND = 1_000_000;
export const MILLISECOND = 1_000;

export function after(scheduler: Scheduler, micros: number, run: () => void): Cancel {
	return scheduler.at(scheduler.now() + Math.max(0, Math.round(micros)), run);
}

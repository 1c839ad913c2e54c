import type { Limits } from "../limits/limit-kinds";

/** What is counted together, a minute more or less. */
export const WINDOW_MINUTES = 10;
/** Fewer commands are no burst, however large: limits of one command and of a day are for those. */
const COMMANDS_MIN = 5;
/** So much of a day's limit in one window is unusual. */
const SHARE_OF_DAY = 0.5;

/** What one of the staff did within the window, without what a second person approved. */
export interface Pace {
	readonly commands: number;
	readonly amount: number;
}

/** Too many commands, or half of what he may move in a day with a few. */
export function isBurst({ commands, amount }: Pace, limits: Pick<Limits, "pace" | "actor">): boolean {
	return commands > limits.pace || (commands >= COMMANDS_MIN && amount > limits.actor * SHARE_OF_DAY);
}

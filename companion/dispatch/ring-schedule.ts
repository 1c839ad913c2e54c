import { RING_AFTER_SECONDS, RING_AGAIN_SECONDS } from "../../shared/limits";

/**
 * Milliseconds from one ring of an open command to the next. `RING_AFTER_SECONDS` counts from the first ring, then the
 * distance stays the same for as long as the command is open.
 */
export function ringDelayMilliseconds(ringsDone: number): number {
	if (ringsDone < 1) return 0;
	const next = RING_AFTER_SECONDS[ringsDone - 1];
	if (next === undefined) return RING_AGAIN_SECONDS * 1000;
	const before = ringsDone === 1 ? 0 : (RING_AFTER_SECONDS[ringsDone - 2] ?? 0);
	return (next - before) * 1000;
}

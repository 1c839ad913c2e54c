import { MILLISECOND } from "../clock/scheduler";
import type { Random } from "../random";

/** Shortest and longest, in milliseconds. */
export type MillisRange = readonly [min: number, max: number];

/** How long things take. A leg is one way between a game server (or client of Open Cloud) and the service. */
export interface Latencies {
	readonly storeLeg: MillisRange;
	readonly publishLeg: MillisRange;
	readonly subscribeLeg: MillisRange;
	/** From the backend to one subscription. */
	readonly delivery: MillisRange;
	readonly httpLeg: MillisRange;
	readonly openCloudLeg: MillisRange;
	/** Between a game server and a player's client. */
	readonly networkLeg: MillisRange;
	/** Between leaving one server and joining the next. */
	readonly hopGap: MillisRange;
}

/**
 * Delivery is the 1 to 2 seconds that creator-docs name as usual (`classes/MessagingService`); the others are not
 * documented, and are set to what makes races common.
 */
export const USUAL_LATENCIES: Latencies = {
	storeLeg: [50, 250],
	publishLeg: [30, 150],
	subscribeLeg: [50, 250],
	delivery: [1_000, 2_000],
	httpLeg: [20, 80],
	openCloudLeg: [30, 120],
	networkLeg: [20, 80],
	hopGap: [600, 1_500],
};

/** A drawn duration in microseconds. */
export function drawMicros(random: Random, [min, max]: MillisRange): number {
	return random.integer(min * MILLISECOND, max * MILLISECOND);
}

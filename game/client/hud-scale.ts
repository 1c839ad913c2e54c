/** Shorter side of the screen for which sizes are written down. */
const USUAL_SIDE = 720;
/** Smaller, and words could not be read on a phone; larger, and the panel would cover a television's picture. */
const SCALE_MIN = 0.8;
const SCALE_MAX = 2;

/** How large the HUD is drawn on a screen of this size, in pixels as scripts count them. */
export function scaleFor(width: number, height: number): number {
	return math.clamp(math.min(width, height) / USUAL_SIDE, SCALE_MIN, SCALE_MAX);
}

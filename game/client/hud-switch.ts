import { HUD_ATTRIBUTE } from "../../shared/store-keys";

/**
 * Keeps the HUD on the screen unless somebody switched it off: the game's settings for everybody, on the event, or a
 * script for this player, on the player. Only `false` counts.
 */
export function followSwitches(switches: ReadonlyArray<Instance>, setVisible: (isVisible: boolean) => void): void {
	const decide = () => setVisible(switches.every((each) => each.GetAttribute(HUD_ATTRIBUTE) !== false));
	for (const each of switches) each.GetAttributeChangedSignal(HUD_ATTRIBUTE).Connect(decide);
	decide();
}

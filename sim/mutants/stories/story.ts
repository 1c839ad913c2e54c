import type { History } from "../../run/history";
import type { RobloxUser } from "../../roblox/vm-port";
import type { Stage, StageOptions } from "../stage/stage";

/** A small play in which a mistake of a certain kind must show, and which a sound program passes. */
export interface Story extends StageOptions {
	/** What happens, in one line. */
	readonly about: string;
	/** Rules that the story itself breaks, because it plays somebody who holds the keys; they say nothing of the program. */
	readonly forges?: readonly string[];
	/** Players who never come again: whatever is left for them must end without their help. */
	readonly goneForGood?: readonly RobloxUser[];
	/** Where nothing else goes wrong, the bounds of time are judged as well. */
	readonly trouble?: NonNullable<History["trouble"]>;
	readonly play: (stage: Stage) => Promise<void>;
}

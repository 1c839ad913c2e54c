import type { Platform } from "../platform";
import { isLastingKey } from "./game-keys";

type Fields = Readonly<Record<string, unknown>>;
type Step = (platform: Platform, stored: Fields) => Fields;

/** Programs of version 1 did not note when a key was used, did not count purchases, and knew no sends. */
const noteKeysAndSends: Step = (platform, stored) => {
	const keys = platform.entriesOf(stored.keys);
	return {
		...stored,
		keyTimes: stored.keyTimes ?? [],
		purchases: stored.purchases ?? keys.filter(([key]) => isLastingKey(key)).size(),
		sends: stored.sends ?? [],
	};
};

/** The first one leads from version 1 to 2. A step that was released is never changed: wallets of any age may come. */
const STEPS: ReadonlyArray<Step> = [noteKeysAndSends];

/** What this program writes. A program refuses wallets of later versions, so this grows only when it has to. */
export const WALLET_VERSION = 2;

/**
 * Brings a stored wallet to the present version, one step after the other. Pure: it is stored with the next change.
 * Fields that no version knows are kept.
 */
export function migrateWallet(platform: Platform, stored: Fields, version: number): Fields {
	let fields = stored;
	STEPS.forEach((step, index) => {
		if (index + 1 >= version) fields = step(platform, fields);
	});
	return fields;
}

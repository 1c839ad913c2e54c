import type { SigningKey } from "../../shared/protocol/command-signature";
import { deriveDoorbellKeys } from "../servers/server-keys";
import type { LongLivedKeys } from "./long-lived-keys";

/** The long-lived keys that hold now. Whoever checks or signs asks here each time, and keeps nothing of it. */
export interface KeySet {
	keys(): LongLivedKeys;
	/** The first one signs; game servers accept all of them. */
	doorbellKeys(): readonly [SigningKey, ...SigningKey[]];
}

export function createKeySet(keys: LongLivedKeys): KeySet {
	const doorbellKeys = deriveDoorbellKeys(keys.hmacSecrets);
	return { keys: () => keys, doorbellKeys: () => doorbellKeys };
}

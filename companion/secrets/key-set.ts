import type { SigningKey } from "../../shared/protocol/command-signature";
import { fail, ok, type Result } from "../../shared/result";
import { deriveDoorbellKeys } from "../servers/server-keys";
import type { LongLivedKeys } from "./long-lived-keys";

/** The long-lived keys that hold now. Whoever checks or signs asks here each time, and keeps nothing of it. */
export interface KeySet {
	keys(): LongLivedKeys;
	/** The first one signs; game servers accept all of them. */
	doorbellKeys(): readonly [SigningKey, ...SigningKey[]];
	/**
	 * Puts others in their place; what is not among them is refused from then on. Fails, and changes nothing, with the
	 * ids that stand for another secret than before: whoever holds a key of such an id could not know that it changed.
	 */
	replace(next: LongLivedKeys): Result<undefined, readonly string[]>;
}

export function createKeySet(first: LongLivedKeys): KeySet {
	let keys = first;
	let doorbellKeys = deriveDoorbellKeys(keys.hmacSecrets);
	return {
		keys: () => keys,
		doorbellKeys: () => doorbellKeys,
		replace: (next) => {
			const reused = findReusedIds(keys, next);
			if (reused.length > 0) return fail(reused);
			keys = next;
			doorbellKeys = deriveDoorbellKeys(keys.hmacSecrets);
			return ok(undefined);
		},
	};
}

function findReusedIds(from: LongLivedKeys, to: LongLivedKeys): readonly string[] {
	const secrets = new Map(from.hmacSecrets.map(({ id, secret }) => [id, secret]));
	const reused = to.hmacSecrets.filter(({ id, secret }) => secrets.has(id) && secrets.get(id) !== secret);
	return reused.map(({ id }) => id);
}

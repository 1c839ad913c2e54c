import { bunPlatform } from "../../shared/bun/platform";
import type { SigningKey } from "../../shared/protocol/command-signature";
import { fail, ok, type Result } from "../../shared/result";
import type { HmacSecret, HmacSecrets } from "../secrets/long-lived-keys";

export interface ServerKey extends SigningKey {
	readonly serverId: string;
	/** Of the HMAC secret it comes of. */
	readonly secretId: string;
}

/** The key one server signs with until `expiresAt`, Unix seconds. Derived, so that no table has to remember it. */
export function deriveServerKey(secret: HmacSecret, serverId: string, expiresAt: number): ServerKey {
	const key = bunPlatform.hmacSha256(secret.secret, `purser-server-key-v1\n${serverId}\n${expiresAt}`);
	return { keyId: `${secret.id}.${expiresAt}.${serverId}`, key, serverId, secretId: secret.id };
}

/** The key a request names. `stale` when it ran out: the server asks for a new session then. */
export function findServerKey(
	secrets: readonly HmacSecret[],
	keyId: string,
	nowSeconds: number,
): Result<ServerKey, "unknown-key" | "stale"> {
	// A server id may hold dots itself; only the first two separate.
	const [secretId, expiry, ...rest] = keyId.split(".");
	const secret = secrets.find((candidate) => candidate.id === secretId);
	const expiresAt = Number(expiry);
	if (secret === undefined || rest.length === 0 || !Number.isSafeInteger(expiresAt)) return fail("unknown-key");
	const key = deriveServerKey(secret, rest.join("."), expiresAt);
	// Another spelling of the same number would derive the same key under a second name.
	if (key.keyId !== keyId) return fail("unknown-key");
	return expiresAt <= nowSeconds ? fail("stale") : ok(key);
}

/** Keys that sign doorbells, the one in use first: servers accept all of them, so that one can be replaced. */
export function deriveDoorbellKeys([first, ...others]: HmacSecrets): readonly [SigningKey, ...SigningKey[]] {
	return [deriveDoorbellKey(first), ...others.map(deriveDoorbellKey)];
}

function deriveDoorbellKey(secret: HmacSecret): SigningKey {
	return { keyId: secret.id, key: bunPlatform.hmacSha256(secret.secret, "purser-doorbell-key-v1") };
}

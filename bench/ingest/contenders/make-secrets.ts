import { randomBytes } from "node:crypto";
import { deriveServerKey } from "../../../companion/servers/server-keys";
import { SERVER_KEY_LIFETIME_SECONDS } from "../../../shared/limits";
import type { Secrets } from "./contender";

const GAME_SERVERS = 50;

/** Keys as the companion hands them out when a game server opens its session. */
export function makeSecrets(): Secrets {
	const hmacSecret = randomBytes(32).toString("hex");
	const expiresAt = Math.floor(Date.now() / 1000) + SERVER_KEY_LIFETIME_SECONDS;
	const keys = Array.from({ length: GAME_SERVERS }, (_, index) =>
		deriveServerKey(
			{ id: "k1", secret: hmacSecret },
			`00000000-0000-4000-8000-${index + 1_000_000_000_000}`,
			expiresAt,
		),
	);
	return { hmacSecret, keys: keys.map(({ keyId, key }) => ({ keyId, key })) };
}

import type { Database } from "bun:sqlite";

/** Kept this long; a receipt is recognised by its own number even after that. */
export const KEY_KEPT_MILLISECONDS = 30 * 86_400_000;

/** Keys of requests that wrote something. Repeating one with the same body is fine, with another body it is refused. */
export interface IdempotencyKeys {
	/** SHA-256 of the body this key came with first. */
	findBodyHash(key: string): string | undefined;
	remember(key: string, bodyHash: string, now: number): void;
	keepHouse(now: number): void;
}

export function createIdempotencyKeys(database: Database): IdempotencyKeys {
	const find = database.query<{ body_hash: string }, [string]>("SELECT body_hash FROM idempotency_key WHERE key = ?");
	const insert = database.query<unknown, [string, string, number]>(
		"INSERT INTO idempotency_key (key, body_hash, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
	);
	return {
		findBodyHash: (key) => find.get(key)?.body_hash,
		remember: (key, bodyHash, now) => {
			insert.run(key, bodyHash, now);
		},
		keepHouse: (now) => {
			database.run("DELETE FROM idempotency_key WHERE created_at < ?", [now - KEY_KEPT_MILLISECONDS]);
		},
	};
}

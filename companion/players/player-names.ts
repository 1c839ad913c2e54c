import type { Database } from "bun:sqlite";

/** What players are called, as games and Roblox said last. Writing belongs inside a unit of `Transactions`. */
export interface PlayerNames {
	/** This player is called so now, and nobody else is. */
	note(userId: number, name: string, now: number): void;
	forget(userId: number): void;
	keepHouse(now: number): void;
}

const KEPT_MILLISECONDS = 90 * 86_400_000;

export function createPlayerNames(database: Database): PlayerNames {
	const put = database.query<unknown, [number, string, number]>(
		"INSERT OR REPLACE INTO player_name (user_id, name, said_at) VALUES (?, ?, ?)",
	);
	const putWhereHeIs = database.query<unknown, [string | null, number]>(
		"UPDATE presence SET name = ?1 WHERE user_id = ?2 AND name IS NOT ?1",
	);
	return {
		note: (userId, name, now) => {
			put.run(userId, name, now);
			putWhereHeIs.run(name, userId);
		},
		forget: (userId) => {
			database.run("DELETE FROM player_name WHERE user_id = ?", [userId]);
			putWhereHeIs.run(null, userId);
		},
		keepHouse: (now) => {
			database.run("DELETE FROM player_name WHERE said_at < ?", [now - KEPT_MILLISECONDS]);
		},
	};
}

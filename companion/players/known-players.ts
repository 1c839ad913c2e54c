import type { Database } from "bun:sqlite";
import { SILENCE_SECONDS } from "../../shared/limits";
import type { Ports } from "../ports";

export interface KnownPlayer {
	readonly userId: number;
	readonly name: string;
	readonly isInGame: boolean;
}

/** For those who type a player's name. */
export interface KnownPlayers {
	/**
	 * Players whose names begin so, in whatever case: first those who are in game, then others from earlier, each by name.
	 * Where nothing was typed, the others are those heard of last.
	 */
	list(beginning: string, countMax: number): readonly KnownPlayer[];
	/** What a player who is in game now is called, as his server said. */
	nameInGame(userId: number): string | undefined;
}

type Values = Record<string, string | number>;
type Row = Omit<KnownPlayer, "isInGame">;

// The plus before a value: decision 50. A range of names in place of LIKE, for which `_` would stand for any character. Whoever goes from one server to the next
// is on both for some seconds.
export const KNOWN_PLAYERS_STATEMENTS = {
	inGame: `SELECT p.user_id AS userId, p.name FROM presence p
		WHERE p.is_player = 1 AND p.name >= $from AND p.name < $before AND EXISTS (SELECT 1 FROM game_server s
			WHERE s.server_id = p.server_id AND s.beat > 0 AND s.seen_at >= $heardSince)
		GROUP BY p.name ORDER BY p.name LIMIT $count`,
	nameInGame: `SELECT p.name FROM presence p
		WHERE p.user_id = +$userId AND p.is_player = 1 AND p.name IS NOT NULL AND EXISTS (SELECT 1 FROM game_server s
			WHERE s.server_id = p.server_id AND s.beat > 0 AND s.seen_at >= $heardSince) LIMIT 1`,
	earlier: `SELECT n.user_id AS userId, n.name FROM player_name n
		WHERE n.name >= $from AND n.name < $before ORDER BY n.name LIMIT $count`,
	newest: `SELECT n.user_id AS userId, n.name FROM player_name n ORDER BY n.said_at DESC LIMIT $count`,
} as const;

/** Comes behind every character that is in a name, as SQLite compares them regardless of case. */
const BEHIND_NAMES = "{";

export function createKnownPlayers({
	database,
	clock,
}: Pick<Ports, "clock"> & { readonly database: Database }): KnownPlayers {
	const inGame = database.query<Row, [Values]>(KNOWN_PLAYERS_STATEMENTS.inGame);
	const earlier = database.query<Row, [Values]>(KNOWN_PLAYERS_STATEMENTS.earlier);
	const newest = database.query<Row, [Values]>(KNOWN_PLAYERS_STATEMENTS.newest);
	const nameInGame = database.query<Pick<Row, "name">, [Values]>(KNOWN_PLAYERS_STATEMENTS.nameInGame);
	const heardSince = (): number => clock.now() - SILENCE_SECONDS * 1_000;
	return {
		nameInGame: (userId) => nameInGame.get({ userId, heardSince: heardSince() })?.name,
		list: (beginning, count) => {
			const range = { from: beginning, before: `${beginning}${BEHIND_NAMES}`, count };
			const here = inGame.all({ ...range, heardSince: heardSince() });
			const ids = new Set(here.map(({ userId }) => userId));
			const others = (beginning === "" ? newest.all({ count }) : earlier.all(range)).filter(
				({ userId }) => !ids.has(userId),
			);
			return [
				...here.map((row) => ({ ...row, isInGame: true })),
				...others.map((row) => ({ ...row, isInGame: false })),
			].slice(0, count);
		},
	};
}

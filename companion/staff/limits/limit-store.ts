import type { Database } from "bun:sqlite";
import type { Level } from "../levels";
import { usualLimit, type LimitKind, type Limits } from "./limit-kinds";

const DAY_MILLISECONDS = 86_400_000;

/** What was moved today, so far. */
export type Moved = Pick<Limits, "actor" | "player" | "server">;

/** Statements on limits and on what was moved. Each belongs inside a unit of `Transactions`, reads may stand alone. */
export interface LimitStore {
	limitsOf(level: Level): Limits;
	moved(who: { readonly actorId: string; readonly userId: number | undefined }, now: number): Moved;
	setLimit(level: Level, kind: LimitKind, amount: number): void;
	addMoved(actorId: string, amount: number, now: number): void;
}

const dayOf = (now: number): number => Math.floor(now / DAY_MILLISECONDS);

/** When the day that counts now is over, Unix milliseconds. */
export const dayEnd = (now: number): number => (dayOf(now) + 1) * DAY_MILLISECONDS;

/** Whom the sum of all staff is kept under; no member has an empty id. */
const EVERYBODY = "";

export function createLimitStore(database: Database, guildId: string, amountMax: number): LimitStore {
	const limits = database.query<{ kind: string; amount: number }, [string, string]>(
		"SELECT kind, amount FROM staff_limit WHERE guild_id = ? AND level = ?",
	);
	const movedBy = database.query<{ amount: number }, [string, number, string]>(
		"SELECT amount FROM staff_moved WHERE guild_id = ? AND day = ? AND actor_id = ?",
	);
	// From the journal: a player's commands of a day are few, and an erased player is forgotten there. What takes another
	// one back moves no more than that one, which counted.
	const movedFor = database.query<{ amount: number | null }, [number, number]>(
		"SELECT sum(abs(delta)) AS amount FROM command WHERE user_id = ? AND opens = 0 AND reverses IS NULL AND created_at >= ?",
	);
	const add = database.query<unknown, [string, number, string, number]>(
		`INSERT INTO staff_moved (guild_id, day, actor_id, amount) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET amount = amount + excluded.amount`,
	);
	return {
		limitsOf: (level) => {
			const own = new Map(limits.all(guildId, level).map(({ kind, amount }) => [kind, amount]));
			const of = (kind: LimitKind): number => own.get(kind) ?? usualLimit(kind, amountMax);
			const ofDay = { actor: of("actor"), player: of("player"), server: of("server") };
			return { alone: of("alone"), command: of("command"), pace: of("pace"), ...ofDay };
		},
		moved: ({ actorId, userId }, now) => {
			const day = dayOf(now);
			const since = day * DAY_MILLISECONDS;
			return {
				actor: movedBy.get(guildId, day, actorId)?.amount ?? 0,
				player: userId === undefined ? 0 : (movedFor.get(userId, since)?.amount ?? 0),
				server: movedBy.get(guildId, day, EVERYBODY)?.amount ?? 0,
			};
		},
		setLimit: (level, kind, amount) => {
			database.run("INSERT OR REPLACE INTO staff_limit (guild_id, level, kind, amount) VALUES (?, ?, ?, ?)", [
				...[guildId, level, kind, amount],
			]);
		},
		addMoved: (actorId, amount, now) => {
			for (const id of [actorId, EVERYBODY]) add.run(guildId, dayOf(now), id, amount);
		},
	};
}

/** Forgets the days that are over. */
export function createMovedKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			database.run("DELETE FROM staff_moved WHERE day < ?", [dayOf(now)]);
		},
	};
}

import type { Database } from "bun:sqlite";
import type { LockIdentity } from "../../shared/protocol/command";
import { isSameLock, LOCK_READ_AGAIN_MILLISECONDS, type SeenLock } from "./judge-lock";

/** An own read of an entry: which lock it showed, and when it was asked for and answered. Unix milliseconds. */
export interface LockRead {
	readonly lock: LockIdentity;
	/** 0 when the lock names no place. */
	readonly placeId: number;
	readonly askedAt: number;
	readonly answeredAt: number;
}

/** Locks that stand in the way of commands. Durable, so that a restart does not begin the waiting anew. */
export interface SeenLocks {
	/** A server met the lock. Its word may have been long under way, so it begins the waiting and never ends it. */
	noteReported(userId: number, lock: LockIdentity, now: number): void;
	/** The companion met it itself; the second time, far enough after the first, confirms it. */
	noteRead(userId: number, read: LockRead): void;
	/** The entry was seen without a lock. */
	forget(userId: number): void;
	find(userId: number): SeenLock | undefined;
	/** Those on wallets with open commands, longest known first. */
	listInTheWay(countMax: number): SeenLock[];
	markDead(userId: number, now: number): void;
	/** Drops what nobody asks about any more. */
	keepHouse(now: number): void;
}

interface LockRow {
	readonly user_id: number;
	readonly job: string;
	readonly place_id: number | null;
	readonly loads: number;
	readonly updated: number;
	readonly first_seen_at: number;
	readonly confirmed_at: number | null;
	readonly dead_at: number | null;
}

const KEPT_MILLISECONDS = 86_400_000;
const HAS_OPEN_COMMAND =
	"EXISTS (SELECT 1 FROM command WHERE command.user_id = seen_lock.user_id AND settled_at IS NULL)";

export function createSeenLocks(database: Database): SeenLocks {
	const byUser = database.query<LockRow, [number]>("SELECT * FROM seen_lock WHERE user_id = ?");
	const find = (userId: number): SeenLock | undefined => {
		const row = byUser.get(userId);
		return row === null ? undefined : toSeenLock(row);
	};
	return {
		find,
		noteReported: (userId, lock, now) => {
			const known = find(userId);
			if (known === undefined || !isSameLock(known, lock)) replace(database, userId, lock, null, now);
		},
		noteRead: (userId, read) => noteRead(database, find(userId), userId, read),
		forget: (userId) => {
			database.run("DELETE FROM seen_lock WHERE user_id = ?", [userId]);
		},
		listInTheWay: (countMax) =>
			database
				.query<LockRow, [number]>(
					`SELECT * FROM seen_lock WHERE ${HAS_OPEN_COMMAND} ORDER BY first_seen_at, user_id LIMIT ?`,
				)
				.all(countMax)
				.map(toSeenLock),
		markDead: (userId, now) => {
			database.run("UPDATE seen_lock SET dead_at = ? WHERE user_id = ?", [now, userId]);
		},
		keepHouse: (now) => {
			database.run(`DELETE FROM seen_lock WHERE first_seen_at < ? AND NOT ${HAS_OPEN_COMMAND}`, [
				now - KEPT_MILLISECONDS,
			]);
		},
	};
}

function replace(
	database: Database,
	userId: number,
	lock: LockIdentity,
	placeId: number | null,
	firstSeenAt: number,
): void {
	database.run("DELETE FROM seen_lock WHERE user_id = ?", [userId]);
	database.run(
		"INSERT INTO seen_lock (user_id, job, place_id, loads, updated, first_seen_at) VALUES (?, ?, ?, ?, ?, ?)",
		[userId, lock.job, placeId, lock.loads, lock.updated, firstSeenAt],
	);
}

function noteRead(database: Database, known: SeenLock | undefined, userId: number, read: LockRead): void {
	if (known === undefined || !isSameLock(known, read.lock)) {
		replace(database, userId, read.lock, read.placeId, read.answeredAt);
		return;
	}
	database.run("UPDATE seen_lock SET place_id = ? WHERE user_id = ?", [read.placeId, userId]);
	// From the first sight to the asking: both ends lie on the companion's own clock, and inside the true distance.
	const isFarEnough = read.askedAt - known.firstSeenAt >= LOCK_READ_AGAIN_MILLISECONDS;
	if (known.confirmedAt !== undefined || !isFarEnough) return;
	database.run("UPDATE seen_lock SET confirmed_at = ? WHERE user_id = ?", [read.answeredAt, userId]);
}

function toSeenLock(row: LockRow): SeenLock {
	return {
		userId: row.user_id,
		job: row.job,
		placeId: row.place_id ?? undefined,
		loads: row.loads,
		updated: row.updated,
		firstSeenAt: row.first_seen_at,
		confirmedAt: row.confirmed_at ?? undefined,
		deadAt: row.dead_at ?? undefined,
	};
}

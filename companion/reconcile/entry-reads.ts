import type { Database } from "bun:sqlite";
import type { HeldWallet } from "../../shared/protocol/heartbeat";
import { SILENCE_SECONDS } from "../../shared/limits";

/** A server ships the last receipts of a session within seconds; so long after it the companion looks for itself. */
const GONE_MILLISECONDS = 60_000;
const TRY_AGAIN_MILLISECONDS = 5_000;
const TRY_AGAIN_MILLISECONDS_MAX = 300_000;
/** The slow sweep comes to each wallet this often, as far as its pace allows. */
const SWEEP_MILLISECONDS = 6 * 3_600_000;

/**
 * Which entries the companion has to read because no server may be left that ships their receipts (rule R5). Each
 * method belongs inside a unit of `Transactions`; times are Unix milliseconds.
 */
export interface EntryReads {
	/** Takes which wallets a server's heartbeat lists, and with what the audit lacks of them. */
	noteHeld(serverId: string, wallets: readonly HeldWallet[], now: number): void;
	/** Asks for the entries of everybody who was on a server that went silent. Returns how many servers that were. */
	endSilentServers(now: number): number;
	/** Asks for the entries of sessions that ended a while ago and whose receipts did not come. */
	endSessions(now: number): void;
	/** Asks for the entry of this player. */
	ask(userId: number, dueAt: number): void;
	listDue(now: number, countMax: number): number[];
	/** The wallet nobody has looked at for longest, when that is long ago and it is on no server. */
	findForSweep(now: number): number | undefined;
	/**
	 * Comes before each read, and asks for the next one at growing distance, which only `done` takes back. So neither an
	 * entry that cannot be read nor one whose contents cannot be kept, as with a full disk, is read again and again.
	 */
	begin(userId: number, now: number): void;
	/** True while a read that was begun is not to be repeated yet. */
	isResting(userId: number, now: number): boolean;
	/** The entry was read, and what it holds was taken. */
	done(userId: number, now: number): void;
}

export function createEntryReads(database: Database): EntryReads {
	return {
		noteHeld: (serverId, wallets, now) => noteHeld(database, serverId, wallets, now),
		endSilentServers: (now) => endSilentServers(database, now),
		endSessions: (now) => endSessions(database, now),
		ask: (userId, dueAt) => {
			database.run(`INSERT INTO entry_read (user_id, due_at) VALUES (?, ?) ${ASK}`, [userId, dueAt]);
		},
		listDue: (now, countMax) =>
			database
				.query<{ user_id: number }, [number, number]>(
					"SELECT user_id FROM entry_read WHERE due_at <= ? ORDER BY due_at, user_id LIMIT ?",
				)
				.all(now, countMax)
				.map((row) => row.user_id),
		findForSweep: (now) => findForSweep(database, now),
		begin: (userId, now) => {
			database.run(BEGIN, [userId, now, TRY_AGAIN_MILLISECONDS, TRY_AGAIN_MILLISECONDS_MAX]);
		},
		isResting: (userId, now) =>
			database.query("SELECT 1 FROM entry_read WHERE user_id = ? AND tries > 0 AND due_at > ?").get(userId, now) !==
			null,
		done: (userId, now) => {
			database.run("DELETE FROM entry_read WHERE user_id = ?", [userId]);
			database.run("UPDATE wallet SET read_at = ? WHERE user_id = ? AND is_current = 1", [now, userId]);
		},
	};
}

const BEGIN = `INSERT INTO entry_read (user_id, due_at, tries) VALUES (?1, ?2 + ?3, 1)
	ON CONFLICT (user_id) DO UPDATE SET tries = tries + 1, due_at = ?2 + min(?4, ?3 << min(tries, 10))`;
const ASK = `ON CONFLICT (user_id) DO UPDATE SET due_at = min(due_at, excluded.due_at)`;

interface OpenReceipts {
	readonly user_id: number;
	readonly born: string;
	readonly revision: number;
}

function noteHeld(database: Database, serverId: string, wallets: readonly HeldWallet[], now: number): void {
	const known = database
		.query<OpenReceipts, [string]>("SELECT user_id, born, revision FROM open_receipts WHERE server_id = ?")
		.all(serverId);
	const held = new Map(wallets.map((wallet) => [wallet.userId, wallet]));
	for (const { user_id } of known) {
		const wallet = held.get(user_id);
		if (wallet === undefined) {
			database.run("UPDATE open_receipts SET gone_at = ? WHERE server_id = ? AND user_id = ? AND gone_at IS NULL", [
				now,
				serverId,
				user_id,
			]);
		} else if (wallet.acked >= wallet.revision) {
			database.run("DELETE FROM open_receipts WHERE server_id = ? AND user_id = ?", [serverId, user_id]);
		}
	}
	for (const { userId, born, revision, acked } of wallets) {
		if (acked >= revision) continue;
		database.run(
			`INSERT INTO open_receipts (server_id, user_id, born, revision) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET born = excluded.born, revision = excluded.revision, gone_at = NULL`,
			[serverId, userId, born, revision],
		);
	}
}

function endSilentServers(database: Database, now: number): number {
	const ended = database
		.query<{ server_id: string }, [number]>(
			"SELECT server_id FROM game_server WHERE ended = 0 AND beat > 0 AND seen_at < ?",
		)
		.all(now - SILENCE_SECONDS * 1000);
	for (const { server_id } of ended) {
		// Also of those without open receipts: the last ones may have come after the last heartbeat.
		database.run(
			`INSERT INTO entry_read (user_id, due_at) SELECT user_id, ?1 FROM
				(SELECT user_id FROM presence WHERE server_id = ?2 UNION SELECT user_id FROM open_receipts WHERE server_id = ?2)
			WHERE true ${ASK}`,
			[now, server_id],
		);
		database.run("DELETE FROM presence WHERE server_id = ?", [server_id]);
		database.run("DELETE FROM open_receipts WHERE server_id = ?", [server_id]);
		database.run("UPDATE game_server SET ended = 1 WHERE server_id = ?", [server_id]);
	}
	return ended.length;
}

function endSessions(database: Database, now: number): void {
	const goneBefore = now - GONE_MILLISECONDS;
	database.run(
		`INSERT INTO entry_read (user_id, due_at) SELECT DISTINCT user_id, ?1 FROM open_receipts AS open
		WHERE gone_at <= ?2 AND NOT EXISTS (SELECT 1 FROM wallet WHERE wallet.user_id = open.user_id
			AND wallet.born = open.born AND wallet.audited >= open.revision) ${ASK}`,
		[now, goneBefore],
	);
	database.run("DELETE FROM open_receipts WHERE gone_at <= ?", [goneBefore]);
}

function findForSweep(database: Database, now: number): number | undefined {
	// A wallet is first looked at a full round after it was first heard of: until then its server ships.
	database.run("UPDATE wallet SET read_at = ? WHERE is_current = 1 AND read_at = 0", [now]);
	const row = database
		.query<{ user_id: number }, [number]>(
			`SELECT user_id FROM wallet WHERE is_current = 1 AND read_at < ?
			AND NOT EXISTS (SELECT 1 FROM presence WHERE presence.user_id = wallet.user_id)
			AND NOT EXISTS (SELECT 1 FROM entry_read WHERE entry_read.user_id = wallet.user_id) ORDER BY read_at LIMIT 1`,
		)
		.get(now - SWEEP_MILLISECONDS);
	return row?.user_id;
}

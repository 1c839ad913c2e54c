import type { Database } from "bun:sqlite";
import { SILENCE_SECONDS } from "../../shared/limits";
import type { Heartbeat } from "../../shared/protocol/heartbeat";
import type { LiveServer, PresenceFact } from "../dispatch/choose-executor";

export interface NewServer {
	readonly serverId: string;
	readonly placeId: number;
	readonly build: string;
	readonly studio: boolean;
	/** Where it was told to listen. */
	readonly topic: string;
}

/** What servers said about themselves. Durable, so that a restarted companion knows at once who is where. */
export interface ServerRegistry {
	/** A new session of a server; what its heartbeats said before stays. */
	register(server: NewServer, now: number): void;
	/** Takes who is there. Answers why not when the server or the beat is not acceptable. */
	takeBeat(serverId: string, heartbeat: Heartbeat, now: number): "unknown-server" | "beat-replayed" | undefined;
	/** Servers heard within the silence time. */
	listLive(now: number): LiveServer[];
	/** How many those are, at the cost of looking at an index: anybody may ask it. */
	countLive(now: number): number;
	listPresence(userId: number): PresenceFact[];
	/** Where a server listens; `undefined` for one that was told before servers had topics of their own. */
	topicOf(serverId: string): string | undefined;
	/** Forgets servers that ended: Roblox never gives a job id again, and their keys ran out long ago. */
	keepHouse(now: number): void;
}

/** Well beyond the six hours of a server's key. */
const ENDED_KEPT_MILLISECONDS = 2 * 86_400_000;

interface ServerRow {
	readonly server_id: string;
	readonly studio: number;
	readonly closing: number;
	readonly seen_at: number;
}

export function createServerRegistry(database: Database): ServerRegistry {
	const presence = database.query<{ server_id: string; is_player: number }, [number]>(
		"SELECT server_id, is_player FROM presence WHERE user_id = ?",
	);
	const topic = database.query<{ topic: string | null }, [string]>("SELECT topic FROM game_server WHERE server_id = ?");
	const count = database.query<{ count: number }, [number]>(
		"SELECT count(*) AS count FROM game_server WHERE beat > 0 AND seen_at >= ?",
	);
	return {
		register: ({ serverId, placeId, build, studio, topic }, now) => {
			database.run(
				`INSERT INTO game_server (server_id, place_id, build, studio, topic, session_at) VALUES (?, ?, ?, ?, ?, ?)
				ON CONFLICT (server_id) DO UPDATE SET place_id = excluded.place_id, build = excluded.build,
					studio = excluded.studio, topic = excluded.topic, session_at = excluded.session_at`,
				[serverId, placeId, build, studio ? 1 : 0, topic, now],
			);
		},
		takeBeat: (serverId, heartbeat, now) => takeBeat(database, serverId, heartbeat, now),
		listLive: prepareListLive(database),
		countLive: (now) => count.get(heardSince(now))?.count ?? 0,
		listPresence: (userId) =>
			presence.all(userId).map((row) => ({ serverId: row.server_id, isPlayer: row.is_player === 1 })),
		topicOf: (serverId) => topic.get(serverId)?.topic ?? undefined,
		keepHouse: (now) => {
			const before = now - ENDED_KEPT_MILLISECONDS;
			database.run("DELETE FROM game_server WHERE seen_at < ? AND session_at < ? AND (ended = 1 OR beat = 0)", [
				before,
				before,
			]);
		},
	};
}

function heardSince(now: number): number {
	return now - SILENCE_SECONDS * 1000;
}

function prepareListLive(database: Database): ServerRegistry["listLive"] {
	const live = database.query<ServerRow, [number]>(
		"SELECT server_id, studio, closing, seen_at FROM game_server WHERE beat > 0 AND seen_at >= ?",
	);
	const openCommands = database.query<{ count: number }, [string]>(
		"SELECT count(*) AS count FROM command WHERE executor = ? AND settled_at IS NULL",
	);
	return (now) =>
		live.all(heardSince(now)).map((row) => ({
			serverId: row.server_id,
			studio: row.studio === 1,
			closing: row.closing === 1,
			seenAt: row.seen_at,
			// Asked for where a player is nowhere, and as it is then: without this a burst would all go to one server.
			openCommands: () => openCommands.get(row.server_id)?.count ?? 0,
		}));
}

function takeBeat(
	database: Database,
	serverId: string,
	heartbeat: Heartbeat,
	now: number,
): "unknown-server" | "beat-replayed" | undefined {
	const server = database
		.query<{ beat: number }, [string]>("SELECT beat FROM game_server WHERE server_id = ?")
		.get(serverId);
	if (server === null) return "unknown-server";
	if (heartbeat.beat <= server.beat) return "beat-replayed";
	database.run(
		"UPDATE game_server SET beat = ?, seen_at = ?, subscribed = ?, closing = ?, ended = 0 WHERE server_id = ?",
		[heartbeat.beat, now, heartbeat.subscribed ? 1 : 0, heartbeat.closing ? 1 : 0, serverId],
	);
	replacePresence(database, serverId, heartbeat);
	return undefined;
}

interface PresenceRow {
	readonly user_id: number;
	readonly is_player: number;
}

/** Writes what changed only: most heartbeats say the same as the one before. */
function replacePresence(database: Database, serverId: string, heartbeat: Heartbeat): void {
	const missing = new Map<number, number>();
	for (const { userId } of heartbeat.wallets) missing.set(userId, 0);
	for (const userId of heartbeat.players) missing.set(userId, 1);
	const known = database
		.query<PresenceRow, [string]>("SELECT user_id, is_player FROM presence WHERE server_id = ?")
		.all(serverId);
	const remove = database.query<unknown, [number, string]>("DELETE FROM presence WHERE user_id = ? AND server_id = ?");
	for (const { user_id: userId, is_player: isPlayer } of known) {
		if (missing.get(userId) === isPlayer) missing.delete(userId);
		else remove.run(userId, serverId);
	}
	const insert = database.query<unknown, [number, string, number]>(
		`INSERT INTO presence (user_id, server_id, is_player, name)
			VALUES (?1, ?2, ?3, (SELECT name FROM player_name WHERE user_id = ?1))`,
	);
	for (const [userId, isPlayer] of missing) insert.run(userId, serverId, isPlayer);
}

import type { Database } from "bun:sqlite";
import { SILENCE_SECONDS } from "../../shared/limits";
import type { LockIdentity } from "../../shared/protocol/command";
import type { CommandRow } from "../ledger/command-row";
import type { FindDeadLock } from "../locks/dead-locks";
import type { WalletLife, WalletLives } from "../ledger/wallet-lives";
import type { ServerRegistry } from "../servers/server-registry";
import { findExecutor } from "./find-executor";
import { handOut } from "./hand-out";
import { markRung } from "./mark-sent";
import { listUnserved, takeOver } from "./take-over";
import { UnderWay } from "./under-way";
import { WALLET_GOES_ON } from "./wallet-goes-on";

/** Commands of one wallet that are rung at the same time. Later ones wait: servers pull what comes next anyway. */
export const RUNG_PER_WALLET_MAX = 3;

/** A command marked as sent, to be sent once the mark is durable. */
export interface Outgoing {
	readonly row: CommandRow;
	readonly life: WalletLife;
	readonly to: string;
	/** The dead lock that may be cleared in the write that applies. */
	readonly breakLock: LockIdentity | undefined;
}

/** Which open commands go where and when. Each method belongs inside a unit of `Transactions`; times are Unix milliseconds. */
export interface OpenCommands {
	/** Makes commands due that waited for a server or for earlier numbers, of one player or of all. */
	schedule(now: number, userId?: number): void;
	/** Makes commands due whose server went silent or is closing, so that another takes them before the next ring. */
	scheduleAbandoned(now: number): void;
	/** Turns commands whose time is up into empty ones, which are rung like any other (rule N2). */
	expire(now: number): void;
	/** Marks due commands as sent, with their next ring, and returns them. Without a server they wait for one. */
	takeDue(now: number, countMax: number): Outgoing[];
	/** Marks the commands this server has to do and is not at work on, and returns them, oldest first in each wallet. */
	handOut(serverId: string, now: number, countMax: number): { commands: Outgoing[]; more: boolean };
	/** A server says why it did not take these: it is not at work on them any more. */
	giveBack(commandIds: readonly string[]): void;
	/** Players with due commands that no game server could take. */
	listUnserved(now: number, countMax: number): number[];
	/** Marks a player's commands as taken by the companion itself and returns them; none while a server could. */
	takeOver(userId: number, now: number): Outgoing[];
	/** Makes what was rung for a player due now: something changed that the executor has to know. */
	ringAgain(userId: number, now: number): void;
	/** When something has to be done next; `undefined` when nothing is open but what waits for a server. */
	nextDueAt(): number | undefined;
}

export interface DispatchParts {
	readonly database: Database;
	readonly wallets: WalletLives;
	readonly servers: ServerRegistry;
	readonly findDeadLock: FindDeadLock;
}

export function createOpenCommands(parts: DispatchParts): OpenCommands {
	const { database } = parts;
	const underWay = new UnderWay();
	const schedule = prepareScheduling(database);
	const scheduleAbandoned = database.query<unknown, [number, number]>(
		`UPDATE command SET due_at = ?1 WHERE settled_at IS NULL AND due_at > ?1 AND executor IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM game_server WHERE server_id = executor AND seen_at >= ?2 AND closing = 0)
			AND NOT EXISTS (SELECT 1 FROM presence JOIN game_server USING (server_id)
				WHERE user_id = command.user_id AND server_id = executor AND seen_at >= ?2)`,
	);
	const expire = database.query<unknown, [number, number]>(
		`UPDATE command SET empty = 1, ring_count = 0, due_at = CASE WHEN due_at IS NULL THEN NULL ELSE ? END
			WHERE settled_at IS NULL AND empty = 0 AND not_after < ?`,
	);
	return {
		schedule,
		scheduleAbandoned: (now) => void scheduleAbandoned.run(now, now - SILENCE_SECONDS * 1000),
		expire: (now) => void expire.run(now, Math.floor(now / 1000)),
		takeDue: (now, countMax) => takeDue(parts, now, countMax),
		handOut: (serverId, now, countMax) => handOut({ ...parts, underWay }, serverId, now, countMax),
		giveBack: (commandIds) => {
			for (const id of commandIds) underWay.delete(id);
		},
		listUnserved: (now, countMax) => listUnserved(parts, now, countMax),
		takeOver: (userId, now) => takeOver(parts, userId, now),
		ringAgain: (userId, now) => {
			database.run("UPDATE command SET due_at = ? WHERE user_id = ? AND settled_at IS NULL AND due_at > ?", [
				now,
				userId,
				now,
			]);
			schedule(now, userId);
		},
		nextDueAt: () => nextDueAt(database),
	};
}

function prepareScheduling(database: Database): OpenCommands["schedule"] {
	const ofAll = database.query<unknown, [number]>(
		`UPDATE command SET due_at = ? WHERE settled_at IS NULL AND due_at IS NULL AND seq > 0 AND ${WALLET_GOES_ON}
			AND (SELECT count(*) FROM (SELECT 1 FROM command AS earlier WHERE earlier.user_id = command.user_id
				AND earlier.settled_at IS NULL AND earlier.seq > 0 AND earlier.seq < command.seq LIMIT ${RUNG_PER_WALLET_MAX}))
				< ${RUNG_PER_WALLET_MAX}`,
	);
	// Looks at the oldest few only: a wallet may have thousands waiting, and this runs with every one that comes or goes.
	// The plus before the value: decision 50.
	const ofOne = database.query<unknown, [number, number]>(
		`UPDATE command SET due_at = ? WHERE due_at IS NULL AND ${WALLET_GOES_ON} AND number IN
			(SELECT number FROM command WHERE user_id = +? AND settled_at IS NULL AND seq > 0 ORDER BY seq
			LIMIT ${RUNG_PER_WALLET_MAX})`,
	);
	return (now, userId) => {
		if (userId === undefined) ofAll.run(now);
		else ofOne.run(now, userId);
	};
}

function takeDue(parts: DispatchParts, now: number, countMax: number): Outgoing[] {
	const due = parts.database
		.query<CommandRow, [number, number]>(
			"SELECT * FROM command WHERE settled_at IS NULL AND due_at <= ? ORDER BY due_at, number LIMIT +?",
		)
		.all(now, countMax);
	const live = parts.servers.listLive(now);
	const outgoing: Outgoing[] = [];
	for (const row of due) {
		const life = parts.wallets.findCurrent(row.user_id);
		const to = life === undefined || life.stopped !== null ? undefined : findExecutor(parts, row, live);
		if (life === undefined || to === undefined) {
			parts.database.run("UPDATE command SET due_at = NULL WHERE id = ?", [row.id]);
		} else {
			const breakLock = parts.findDeadLock(row.user_id, now);
			outgoing.push({ row: markRung(parts.database, row, to, now), life, to, breakLock });
		}
	}
	return outgoing;
}

function nextDueAt(database: Database): number | undefined {
	const due = database
		.query<{ at: number | null }, []>("SELECT min(due_at) AS at FROM command WHERE settled_at IS NULL")
		.get();
	const end = database
		.query<{ at: number | null }, []>("SELECT min(not_after) AS at FROM command WHERE settled_at IS NULL AND empty = 0")
		.get();
	// The wallet says "expired" only once its clock is past the last good second.
	const endAt = end === null || end.at === null ? undefined : (end.at + 1) * 1000;
	const times = [due?.at ?? undefined, endAt];
	const known = times.filter((time) => time !== undefined);
	return known.length === 0 ? undefined : Math.min(...known);
}

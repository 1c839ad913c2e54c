import { COMMANDS_PER_PULL_MAX } from "../../shared/limits";
import type { CommandRow } from "../ledger/command-row";
import { findExecutor } from "./find-executor";
import { markRung } from "./mark-sent";
import type { DispatchParts, Outgoing } from "./open-commands";
import { WALLET_GOES_ON } from "./wallet-goes-on";

/** Stands in a command's `to` and `executor` for the companion itself. */
export const COMPANION_EXECUTOR = "companion";

/** Players with commands that are due and that no game server could take, those with the oldest command first. */
export function listUnserved(parts: DispatchParts, now: number, countMax: number): number[] {
	// The usual case, and cheap: with one server that takes anybody's commands, no command is without one.
	if (parts.servers.listLive(now).some((server) => !server.studio && !server.closing)) return [];
	return parts.database
		.query<{ user_id: number }, [number, number]>(
			`SELECT user_id FROM command WHERE settled_at IS NULL AND seq > 0 AND ${WALLET_GOES_ON}
			GROUP BY user_id HAVING coalesce(min(due_at), 0) <= ? ORDER BY min(number) LIMIT ?`,
		)
		.all(now, countMax)
		.map((row) => row.user_id);
}

/** Marks a player's open commands as taken by the companion and returns them in order; none while a server could. */
export function takeOver(parts: DispatchParts, userId: number, now: number): Outgoing[] {
	const life = parts.wallets.findCurrent(userId);
	if (life === undefined || life.stopped !== null) return [];
	const rows = parts.database
		.query<CommandRow, [number, number]>(
			"SELECT * FROM command WHERE user_id = +? AND settled_at IS NULL AND seq > 0 ORDER BY seq LIMIT +?",
		)
		.all(userId, COMMANDS_PER_PULL_MAX);
	const [first] = rows;
	if (first === undefined || findExecutor(parts, first, parts.servers.listLive(now)) !== undefined) return [];
	const breakLock = parts.findDeadLock(userId, now);
	return rows.map((row) => {
		const marked = markRung(parts.database, row, COMPANION_EXECUTOR, now);
		return { row: marked, life, to: COMPANION_EXECUTOR, breakLock };
	});
}

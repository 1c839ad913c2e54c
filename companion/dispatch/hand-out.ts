import type { CommandRow } from "../ledger/command-row";
import { findExecutor } from "./find-executor";
import { markHandedOut } from "./mark-sent";
import type { DispatchParts, Outgoing } from "./open-commands";

/** In one answer wallets take turns with so many commands, so that a long queue of one does not hold up the others. */
const PULLED_PER_WALLET_TURN = 8;

/** What a server has to do that asks now. The marks are part of the unit that answers it. */
export function handOut(
	parts: DispatchParts,
	serverId: string,
	now: number,
	countMax: number,
): { commands: Outgoing[]; more: boolean } {
	const live = parts.servers.listLive(now);
	const candidates = parts.database
		.query<CommandRow, [Record<string, string | number>]>(
			`WITH mine AS (
				SELECT user_id FROM presence WHERE server_id = $serverId
				UNION SELECT user_id FROM command WHERE settled_at IS NULL AND executor = $serverId
			), candidate AS (
				SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY seq) AS place FROM command
				WHERE settled_at IS NULL AND seq > 0 AND user_id IN (
					SELECT user_id FROM mine
					UNION SELECT user_id FROM command WHERE settled_at IS NULL AND due_at <= $now
				)
			)
			SELECT * FROM candidate
			ORDER BY user_id NOT IN (SELECT user_id FROM mine), (place - 1) / ${PULLED_PER_WALLET_TURN}, user_id, seq
			LIMIT $limit`,
		)
		.all({ serverId, now, limit: countMax * 4 });
	const commands: Outgoing[] = [];
	let more = false;
	for (const row of candidates) {
		const life = parts.wallets.findCurrent(row.user_id);
		if (life === undefined || life.stopped !== null) continue;
		const presence = parts.servers.listPresence(row.user_id);
		const here = presence.some((fact) => fact.serverId === serverId && fact.isPlayer);
		if (!here && findExecutor(parts, row, live) !== serverId) continue;
		if (commands.length === countMax) {
			more = true;
			break;
		}
		const breakLock = parts.findDeadLock(row.user_id, now);
		commands.push({ row: markHandedOut(parts.database, row, serverId, now), life, to: serverId, breakLock });
	}
	return { commands, more };
}

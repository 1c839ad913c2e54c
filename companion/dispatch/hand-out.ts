import type { CommandRow } from "../ledger/command-row";
import { findExecutor } from "./find-executor";
import { markHandedOut } from "./mark-sent";
import type { DispatchParts, Outgoing } from "./open-commands";
import type { UnderWay } from "./under-way";

/** In one answer wallets take turns with so many commands, so that a long queue of one does not hold up the others. */
const PULLED_PER_WALLET_TURN = 8;

/** So many are looked at for each that fits into an answer: some belong to other servers, some are under way. */
const CANDIDATES_PER_PULLED = 4;

/** What a server has to do that asks now. The marks are part of the unit that answers it. */
export function handOut(
	parts: DispatchParts & { readonly underWay: UnderWay },
	serverId: string,
	now: number,
	countMax: number,
): { commands: Outgoing[]; more: boolean } {
	const live = parts.servers.listLive(now);
	const limit = countMax * CANDIDATES_PER_PULLED;
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
		.all({ serverId, now, limit });
	const commands: Outgoing[] = [];
	let more = candidates.length === limit;
	for (const row of candidates) {
		if (parts.underWay.has(row, serverId, now)) continue;
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
		const marked = markHandedOut(parts.database, row, serverId, now);
		parts.underWay.add(marked, serverId, now);
		commands.push({ row: marked, life, to: serverId, breakLock });
	}
	return { commands, more };
}

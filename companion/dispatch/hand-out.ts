import { findExecutor } from "./find-executor";
import { listCandidates } from "./list-candidates";
import { markHandedOut } from "./mark-sent";
import type { DispatchParts, Outgoing } from "./open-commands";
import type { UnderWay } from "./under-way";

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
	let left = countMax * CANDIDATES_PER_PULLED;
	const commands: Outgoing[] = [];
	for (const row of listCandidates(parts.database, serverId, now)) {
		if (commands.length === countMax || left === 0) return { commands, more: true };
		left -= 1;
		if (parts.underWay.has(row, serverId, now)) continue;
		const life = parts.wallets.findCurrent(row.user_id);
		if (life === undefined || life.stopped !== null) continue;
		const presence = parts.servers.listPresence(row.user_id);
		const here = presence.some((fact) => fact.serverId === serverId && fact.isPlayer);
		if (!here && findExecutor(parts, row, live) !== serverId) continue;
		const breakLock = parts.findDeadLock(row.user_id, now);
		const marked = markHandedOut(parts.database, row, serverId, now);
		parts.underWay.add(marked, serverId, now);
		commands.push({ row: marked, life, to: serverId, breakLock });
	}
	return { commands, more: false };
}

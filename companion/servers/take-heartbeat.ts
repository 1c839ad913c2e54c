import { COMMANDS_PER_PULL_MAX } from "../../shared/limits";
import type { Heartbeat } from "../../shared/protocol/heartbeat";
import type { OpenCommands, Outgoing } from "../dispatch/open-commands";
import type { CommandRow } from "../ledger/command-row";
import { learnWallet } from "../ledger/learn-wallet";
import { takeNote, type NoteContext } from "../ledger/take-note";
import type { PlayerNames } from "../players/player-names";
import type { EntryReads } from "../reconcile/entry-reads";
import type { ServerRegistry } from "./server-registry";

export interface HeartbeatContext extends NoteContext {
	readonly servers: ServerRegistry;
	readonly openCommands: OpenCommands;
	readonly reads: Pick<EntryReads, "noteHeld">;
	readonly names: Pick<PlayerNames, "note">;
}

export type HeartbeatTaken =
	| { readonly kind: "refused"; readonly code: "unknown-server" | "beat-replayed" }
	| {
			readonly kind: "taken";
			readonly commands: readonly Outgoing[];
			readonly more: boolean;
			readonly acked: Readonly<Record<string, number>>;
			/** Rows that a note settled. */
			readonly settled: readonly CommandRow[];
	  };

/** One unit: who is where, which wallets are stored, what notes say, and what this server has to do now. */
export function takeHeartbeat(
	context: HeartbeatContext,
	serverId: string,
	heartbeat: Heartbeat,
	now: number,
): HeartbeatTaken {
	const refusal = context.servers.takeBeat(serverId, heartbeat, now);
	if (refusal !== undefined) return { kind: "refused", code: refusal };
	noteNames(context, heartbeat, now);
	context.reads.noteHeld(serverId, heartbeat.wallets, now);
	const replaced = heartbeat.wallets.flatMap((wallet) => learnWallet(context, wallet, now));
	const settled = [...replaced, ...heartbeat.notes.flatMap((note) => takeNote(context, note, now))];
	// One of its wallets may just have shown that this journal was replaced.
	if (!context.fence.mayCommand()) return { kind: "taken", commands: [], more: false, acked: {}, settled };
	context.openCommands.expire(now);
	context.openCommands.giveBack(heartbeat.notes.map(({ commandId }) => commandId));
	// Commands may have waited for just this server.
	context.openCommands.schedule(now);
	context.openCommands.scheduleAbandoned(now);
	const { commands, more } = context.openCommands.handOut(serverId, now, COMMANDS_PER_PULL_MAX);
	return { kind: "taken", commands, more, acked: listAcknowledged(context, heartbeat), settled };
}

/** A server knows how its own players are called, and nobody else's. */
function noteNames({ names }: HeartbeatContext, heartbeat: Heartbeat, now: number): void {
	const here = new Set(heartbeat.players);
	for (const { userId, name } of heartbeat.names) if (here.has(userId)) names.note(userId, name, now);
}

function listAcknowledged(context: HeartbeatContext, heartbeat: Heartbeat): Record<string, number> {
	const acked: Record<string, number> = {};
	for (const { userId, born } of heartbeat.wallets) {
		const life = context.wallets.find(userId, born);
		if (life !== undefined && life.acked > 0) acked[born] = life.acked;
	}
	return acked;
}

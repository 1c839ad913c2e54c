import type { CommandNote } from "../../shared/protocol/heartbeat";
import type { SeenLocks } from "../locks/seen-locks";
import type { CommandRow } from "./command-row";
import { learnWallet, type LearnContext } from "./learn-wallet";
import { settleFromAudit, type SettleContext } from "./settle-command";

export interface NoteContext extends LearnContext, SettleContext {
	readonly locks: Pick<SeenLocks, "noteReported">;
}

/**
 * Takes what a server says about a command that got no receipt there. Part of a unit. Returns the row when the note
 * settled it; rows of a wallet that was replaced end with it. A note about an older number of the command, or about a settled one, changes nothing.
 */
export function takeNote(context: NoteContext, note: CommandNote, now: number): CommandRow[] {
	const row = context.journal.find(note.commandId);
	if (row === undefined || row.settled_at !== null) return [];
	if (row.user_id !== note.userId || row.seq !== note.seq) return [];
	switch (note.code) {
		case "gap":
		case "backlog":
		case "store-unavailable":
		case "wallet-unreadable":
			wait(context, row, note);
			return [];
		case "held":
			takeHeld(context, row, note, now);
			return [];
		case "no-wallet":
			takeNoWallet(context, row, note);
			return [];
		case "other-wallet":
		case "stale-epoch":
			// What is learned says whether the command waits: the note may be about a life it has left already.
			if (note.wallet !== undefined) return learnWallet(context, { userId: row.user_id, ...note.wallet }, now);
			wait(context, row, note);
			return [];
		case "sequence-conflict":
			takeSequenceConflict(context, row, note);
			return [];
		case "already-settled":
			return takeAlreadySettled(context, row, note, now);
	}
}

function wait(context: NoteContext, row: CommandRow, note: CommandNote): void {
	if (row.waiting !== note.code) context.journal.setWaiting(row.id, note.code, null);
}

/** The job that holds the lock is asked next, and at once when it was not asked before (rule X5). */
function takeHeld(context: NoteContext, row: CommandRow, note: CommandNote, now: number): void {
	if (note.lock !== undefined) context.locks.noteReported(row.user_id, note.lock, now);
	const holder = note.lock?.job ?? null;
	if (row.waiting === "held" && row.held_by === holder) return;
	context.journal.setWaiting(row.id, "held", holder);
	if (holder !== null && holder !== row.executor) context.journal.setDue(row.id, now);
}

function takeNoWallet(context: NoteContext, row: CommandRow, note: CommandNote): void {
	const life = context.wallets.find(row.user_id, row.born);
	if (life?.seen_stored === 1 && row.waiting !== "no-wallet") {
		context.log({ level: "error", event: "wallet-vanished", facts: { born: row.born, userId: row.user_id } });
	}
	wait(context, row, note);
}

/** Two commands under one number must not happen; going on could lose one of them, so the wallet stops (rule I9). */
function takeSequenceConflict(context: NoteContext, row: CommandRow, note: CommandNote): void {
	if (!isAboutLifeOf(row, note)) return;
	const life = context.wallets.find(row.user_id, row.born);
	wait(context, row, note);
	if (life === undefined || life.stopped !== null) return;
	context.wallets.stop(life, "sequence-conflict");
	context.log({ level: "error", event: "sequence-conflict", facts: { commandId: row.id, seq: row.seq } });
}

/** The wallet forgot the receipt because the audit had it. If the audit has not, its outcome is lost, and told so. */
function takeAlreadySettled(context: NoteContext, row: CommandRow, note: CommandNote, now: number): CommandRow[] {
	if (!isAboutLifeOf(row, note)) return [];
	const settled = settleFromAudit(context, { id: row.id, userId: row.user_id }, now);
	if (settled !== undefined) return [settled];
	context.log({ level: "error", event: "outcome-lost", facts: { commandId: row.id, seq: row.seq } });
	const outcome = { state: "unknown", code: "already-settled", balance: null, revision: null } as const;
	return [context.journal.settle(row.id, outcome, now)];
}

function isAboutLifeOf(row: CommandRow, note: CommandNote): boolean {
	return note.wallet?.born === row.born && note.wallet.epoch === row.epoch;
}

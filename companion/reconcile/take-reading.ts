import type { EconomyCommand } from "../../shared/protocol/command";
import type { CommandNote } from "../../shared/protocol/heartbeat";
import type { ShippedReceipt } from "../../shared/protocol/receipt-batch";
import type { CommandRun } from "../../shared/wallet/run-on-entry";
import type { Receipt } from "../../shared/wallet/receipt";
import type { Wallet } from "../../shared/wallet/wallet";
import { ingestReceipts, type IngestContext } from "../audit/ingest-receipts";
import type { CommandRow } from "../ledger/command-row";
import { acceptLostRows } from "../ledger/accept-lost-rows";
import { learnWallet } from "../ledger/learn-wallet";
import { findStalledOpening } from "../ledger/open-wallet";
import { takeNote, type NoteContext } from "../ledger/take-note";
import type { SeenLocks } from "../locks/seen-locks";
import type { EntryReads } from "./entry-reads";
import type { StoredProfile } from "./read-stored";

const STALLED_AGAIN_MILLISECONDS = 10_000;

export interface ReadingContext extends IngestContext, NoteContext {
	readonly locks: SeenLocks;
	readonly reads: EntryReads;
}

/** One read of a player's entry, or the entry as the companion itself has just written it. */
export interface Reading {
	readonly userId: number;
	readonly stored: StoredProfile;
	/** What the player's commands came to on it. */
	readonly runs: readonly CommandRun[];
	/** Commands that met a lock on it. */
	readonly locked: readonly EconomyCommand[];
	/** Unix milliseconds. */
	readonly askedAt: number;
}

/**
 * Takes what is stored, in one unit: receipts go the way of shipped ones, the lock is remembered, and commands that got
 * no receipt learn why. Returns the rows that settled.
 */
export function takeReading(context: ReadingContext, reading: Reading, now: number): CommandRow[] {
	const { userId, stored, runs } = reading;
	context.reads.done(userId, now);
	if (stored.kind === "unreadable") return takeUnreadable(context, reading, now);
	noteLock(context, reading, now);
	const { wallet } = stored;
	if (wallet !== undefined && wallet.epoch > context.epoch) {
		// It belongs to a newer journal, and so do its receipts (rule F3).
		context.fence.meetNewerEpoch();
		return [];
	}
	const settled: CommandRow[] = [];
	if (wallet !== undefined) {
		const receipts = listReceipts(context, userId, wallet, runs);
		settled.push(...ingestReceipts(context, { receipts }, now).settled);
		settled.push(...acceptLostRows(context, userId, wallet, now));
		settled.push(...learnWallet(context, { ...wallet, userId }, now));
	}
	for (const note of listNotes(reading, wallet)) {
		settled.push(...takeNote(context, note, now));
	}
	askAgainWhileStalled(context, userId, now);
	return settled;
}

/** The entry was read as it was before the opening's write; a later read shows what came with it. */
function askAgainWhileStalled(context: ReadingContext, userId: number, now: number): void {
	const life = context.wallets.findCurrent(userId);
	if (life === undefined || findStalledOpening(context, userId, life.born) === undefined) return;
	context.reads.ask(userId, now + STALLED_AGAIN_MILLISECONDS);
}

/** All the audit may lack, and those a command met again under its own id. */
function listReceipts(
	context: ReadingContext,
	userId: number,
	wallet: Wallet,
	runs: readonly CommandRun[],
): ShippedReceipt[] {
	const { born, epoch } = wallet;
	const audited = context.wallets.find(userId, born)?.audited ?? 0;
	const met = runs.map(({ outcome }) => (outcome.kind === "known" ? outcome.receipt.revision : 0));
	const isWanted = ({ revision }: Receipt) => revision > audited || met.includes(revision);
	return wallet.receipts.filter(isWanted).map((receipt) => ({ userId, born, epoch, receipt }));
}

function listNotes({ userId, stored, runs, locked }: Reading, wallet: Wallet | undefined): CommandNote[] {
	const facts = wallet && { born: wallet.born, epoch: wallet.epoch, lastSeq: wallet.lastSeq };
	const notes = runs.flatMap(({ command, outcome }): CommandNote[] => {
		if (outcome.kind !== "denied" && outcome.kind !== "held") return [];
		const note = { commandId: command.id, userId, seq: command.seq, code: outcome.code };
		return [facts === undefined ? note : { ...note, wallet: facts }];
	});
	const lock = stored.kind === "readable" ? stored.lock?.identity : undefined;
	if (lock === undefined) return notes;
	return [...notes, ...locked.map(({ id, seq }) => ({ commandId: id, userId, seq, code: "held" as const, lock }))];
}

function noteLock(context: ReadingContext, { userId, stored, askedAt }: Reading, now: number): void {
	if (stored.kind !== "readable") return;
	if (stored.lock === undefined) return context.locks.forget(userId);
	const { identity, placeId } = stored.lock;
	context.locks.noteRead(userId, { lock: identity, placeId, askedAt, answeredAt: now });
}

/** People have to look at such an entry; saying so once for each command is enough. */
function takeUnreadable(context: ReadingContext, { userId }: Reading, now: number): CommandRow[] {
	const open = context.journal.listOpen(userId);
	if (open.length === 0 || open.some((row) => row.waiting !== "wallet-unreadable")) {
		context.log({ level: "error", event: "wallet-unreadable", facts: { userId } });
	}
	askAgainWhileStalled(context, userId, now);
	for (const { id, seq } of open) takeNote(context, { commandId: id, userId, seq, code: "wallet-unreadable" }, now);
	return [];
}

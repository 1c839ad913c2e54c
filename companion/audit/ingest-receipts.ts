import { bunPlatform } from "../../shared/bun/platform";
import { hashReceipt } from "../../shared/protocol/receipt-codec";
import type {
	ReceiptBatch,
	ReceiptBatchAnswer,
	ReceiptResult,
	ShippedReceipt,
} from "../../shared/protocol/receipt-batch";
import type { Backups } from "../backup/create-backups";
import type { CommandRow } from "../ledger/command-row";
import type { Erasures } from "../erase/erasures";
import { findStalledOpening, finishOpening, type OpeningContext } from "../ledger/open-wallet";
import { settleFromAudit } from "../ledger/settle-command";
import type { WalletLife } from "../ledger/wallet-lives";
import type { EntryReads } from "../reconcile/entry-reads";
import type { Ports } from "../ports";
import type { NewAuditEntry } from "./audit-entries";
import { createTouchedWallets, type TouchedWallet } from "./touched-wallets";

/** Half of a full list of receipts that wait for a backup before they can be acknowledged (rule R3). */
const ASK_FOR_BACKUP_AT = 512;

export interface IngestContext extends OpeningContext {
	readonly random: Ports["random"];
	readonly reads: Pick<EntryReads, "ask">;
	readonly erasures: Pick<Erasures, "findSubject" | "isPlanned">;
	readonly backups: Pick<Backups, "isOn" | "ask">;
	readonly guildId: string;
}

export interface Ingested {
	readonly answer: ReceiptBatchAnswer;
	/** Rows this batch settled, in order. */
	readonly settled: readonly CommandRow[];
}

/**
 * Takes a batch into the audit: rows, outcomes of the journal and acknowledgements in one unit. Known receipts are
 * recognised, so a batch may come any number of times. `now` is Unix milliseconds.
 */
export function ingestReceipts(context: IngestContext, batch: ReceiptBatch, now: number): Ingested {
	const results: ReceiptResult[] = [];
	const settled: CommandRow[] = [];
	const acked = new Map<string, number>();
	const touched = createTouchedWallets(context);
	const storing = { ...context, append: context.entries.appender() };
	for (const shipped of batch.receipts) {
		results.push(storeReceipt(storing, touched.of(shipped), shipped, now));
		// A refused receipt is not in the audit, so it settles nothing.
		const row = settleCommandOf(context, shipped, now);
		if (row !== undefined) settled.push(row);
	}
	for (const wallet of touched.list()) {
		const { userId, born, life } = wallet;
		if (life === undefined) continue;
		const mayForget = noteAudited(context, wallet, life);
		// The first of them, should two players claim one life.
		if (!acked.has(born)) acked.set(born, mayForget);
		if (findStalledOpening(context, userId, born) === undefined) continue;
		settled.push(...finishOpening(context, userId, born, now));
		// What servers shipped to the journal before a restore they do not ship again; it stands in the entry.
		if (findStalledOpening(context, userId, born) !== undefined) context.reads.ask(userId, now);
	}
	return { answer: { results, acked: Object.fromEntries(acked) }, settled };
}

function storeReceipt(
	context: IngestContext & { readonly append: (entry: NewAuditEntry) => void },
	wallet: TouchedWallet,
	shipped: ShippedReceipt,
	now: number,
): ReceiptResult {
	const { userId, born, epoch, receipt } = shipped;
	const { revision } = receipt;
	const { subject, life } = wallet;
	const receiptHash = hashReceipt(bunPlatform, { userId, born }, receipt);
	const knownHash = context.entries.findHash(subject, born, revision);
	if (knownHash === receiptHash) {
		wallet.audited.add(revision);
		return { born, revision, status: "deduped" };
	}
	// All receipts of an erased life are in the audit.
	if (knownHash !== undefined || life === undefined) {
		context.log({ level: "error", event: "receipt-conflict", facts: { userId, born, revision } });
		return { born, revision, status: "refused", code: "receipt-conflict" };
	}
	context.append({
		guildId: context.guildId,
		subject,
		born,
		epoch,
		receipt,
		receiptHash,
		salt: context.random.hex(16),
		actorName: findActorName(context, shipped),
		receivedAt: now,
	});
	wallet.audited.add(revision);
	if (wallet.newest === undefined || revision > wallet.newest.revision) wallet.newest = receipt;
	noteSequence(context, shipped);
	return { born, revision, status: "stored" };
}

function findActorName(context: IngestContext, { userId, receipt }: ShippedReceipt): string | undefined {
	if (receipt.commandId === undefined || receipt.seq === undefined) return undefined;
	const row = context.journal.find(receipt.commandId);
	return row?.user_id === userId ? row.actor_name : undefined;
}

/** The wallet gave this number to a command, so the journal's next one lies behind it. */
function noteSequence(context: IngestContext, { userId, born, epoch, receipt }: ShippedReceipt): void {
	if (receipt.seq === undefined) return;
	const life = context.wallets.ensure(userId, born, epoch);
	if (receipt.seq < life.next_seq) return;
	// After a restore, what the lost part of the journal numbered comes back; the opening follows behind it.
	if (life.is_current === 1 && life.epoch === context.epoch) {
		context.log({ level: "error", event: "sequence-ahead", facts: { born, seq: receipt.seq } });
	}
	context.wallets.raiseNextSeq(life, receipt.seq + 1);
}

function settleCommandOf(
	context: IngestContext,
	{ userId, receipt }: ShippedReceipt,
	now: number,
): CommandRow | undefined {
	if (receipt.commandId === undefined || receipt.seq === undefined) return undefined;
	return settleFromAudit(context, { id: receipt.commandId, userId }, now);
}

/**
 * Writes down what the audit has of a wallet now, and answers with what may be acknowledged. A receipt proves that its
 * life is stored; it never makes a life current, since it may be a late one of a past life (R6).
 */
function noteAudited(context: IngestContext, wallet: TouchedWallet, life: WalletLife): number {
	const audited = walkForward(context, wallet, life);
	const acked = mayAcknowledge(context, life, audited);
	context.wallets.noteAudit(life, { newest: wallet.newest, audited, acked });
	return acked;
}

/** Where backups are made, a finished one has to hold the rows first (rule R3). */
function mayAcknowledge({ backups }: IngestContext, life: WalletLife, audited: number): number {
	if (!backups.isOn) return audited;
	if (audited - life.acked >= ASK_FOR_BACKUP_AT) backups.ask();
	return life.acked;
}

/** The highest revision below which no row is missing. Most of the time the batch itself shows how far that is. */
function walkForward(
	context: IngestContext,
	{ subject, born, audited, newest }: TouchedWallet,
	life: WalletLife,
): number {
	let revision = life.audited;
	while (audited.has(revision + 1)) revision += 1;
	// The audit holds nothing beyond the newest it has ever seen of this wallet.
	if (revision >= Math.max(life.revision, newest?.revision ?? 0)) return revision;
	return context.entries.walkForward(subject, born, revision);
}

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
	for (const shipped of batch.receipts) {
		results.push(storeReceipt(context, shipped, now));
		// A refused receipt is not in the audit, so it settles nothing.
		const row = settleCommandOf(context, shipped, now);
		if (row !== undefined) settled.push(row);
	}
	for (const { userId, born, epoch } of batch.receipts) {
		if (acked.has(born) || context.erasures.findSubject(born) !== undefined) continue;
		acked.set(born, raiseAcknowledgement(context, userId, born, epoch));
		settled.push(...finishOpening(context, userId, born, now));
		// What servers shipped to the journal before a restore they do not ship again; it stands in the entry.
		if (findStalledOpening(context, userId, born) !== undefined) context.reads.ask(userId, now);
	}
	return { answer: { results, acked: Object.fromEntries(acked) }, settled };
}

function storeReceipt(context: IngestContext, shipped: ShippedReceipt, now: number): ReceiptResult {
	const { userId, born, epoch, receipt } = shipped;
	const { revision } = receipt;
	// Receipts of an erased life are all in the audit; one of them must not name the player again (`erase-replay`).
	const erased = context.erasures.findSubject(born);
	const subject = erased ?? context.subjects.ensure(userId);
	const receiptHash = hashReceipt(bunPlatform, { userId, born }, receipt);
	const knownHash = context.entries.findHash(subject, born, revision);
	if (knownHash === receiptHash) return { born, revision, status: "deduped" };
	if (knownHash !== undefined || erased !== undefined) {
		context.log({ level: "error", event: "receipt-conflict", facts: { userId, born, revision } });
		return { born, revision, status: "refused", code: "receipt-conflict" };
	}
	context.entries.insert({
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
	noteWallet(context, shipped);
	return { born, revision, status: "stored" };
}

function findActorName(context: IngestContext, { userId, receipt }: ShippedReceipt): string | undefined {
	if (receipt.commandId === undefined || receipt.seq === undefined) return undefined;
	const row = context.journal.find(receipt.commandId);
	return row?.user_id === userId ? row.actor_name : undefined;
}

/** A receipt proves that its life is stored. It never makes a life current: it may be a late one of a past life (R6). */
function noteWallet(context: IngestContext, { userId, born, epoch, receipt }: ShippedReceipt): void {
	const life = context.wallets.ensure(userId, born, epoch);
	context.wallets.markStored(life);
	context.wallets.noteReceipt(life, receipt.revision, receipt.balance);
	if (receipt.seq === undefined || receipt.seq < life.next_seq) return;
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

function raiseAcknowledgement(context: IngestContext, userId: number, born: string, epoch: number): number {
	const life: WalletLife = context.wallets.ensure(userId, born, epoch);
	const audited = context.entries.walkForward(context.subjects.ensure(userId), born, life.audited);
	if (audited > life.audited) context.wallets.setAudited(life, audited);
	if (!context.backups.isOn) {
		if (audited > life.acked) context.wallets.setAcked(life, audited);
		return audited;
	}
	if (audited - life.acked >= ASK_FOR_BACKUP_AT) context.backups.ask();
	return life.acked;
}

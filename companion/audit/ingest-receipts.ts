import { bunPlatform } from "../../shared/bun/platform";
import { hashReceipt } from "../../shared/protocol/receipt-codec";
import type {
	ReceiptBatch,
	ReceiptBatchAnswer,
	ReceiptResult,
	ShippedReceipt,
} from "../../shared/protocol/receipt-batch";
import type { CommandRow } from "../ledger/command-row";
import { settleFromAudit, type SettleContext } from "../ledger/settle-command";
import type { WalletLife, WalletLives } from "../ledger/wallet-lives";
import type { Ports } from "../ports";

export interface IngestContext extends SettleContext {
	readonly wallets: WalletLives;
	readonly random: Ports["random"];
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
	const acked: Record<string, number> = {};
	for (const shipped of batch.receipts) {
		results.push(storeReceipt(context, shipped, now));
		// A refused receipt is not in the audit, so it settles nothing.
		const row = settleCommandOf(context, shipped, now);
		if (row !== undefined) settled.push(row);
	}
	for (const { userId, born, epoch } of batch.receipts) {
		acked[born] ??= raiseAcknowledgement(context, userId, born, epoch);
	}
	return { answer: { results, acked }, settled };
}

function storeReceipt(context: IngestContext, shipped: ShippedReceipt, now: number): ReceiptResult {
	const { userId, born, epoch, receipt } = shipped;
	const { revision } = receipt;
	const subject = context.subjects.ensure(userId);
	const receiptHash = hashReceipt(bunPlatform, { userId, born }, receipt);
	const knownHash = context.entries.findHash(subject, born, revision);
	if (knownHash === receiptHash) return { born, revision, status: "deduped" };
	if (knownHash !== undefined) {
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
	if (life.is_current === 1) {
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
	const acked = context.entries.walkForward(context.subjects.ensure(userId), born, life.acked);
	if (acked > life.acked) context.wallets.setAcked(life, acked);
	return acked;
}

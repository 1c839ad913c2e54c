import type { Database } from "bun:sqlite";
import { bunPlatform } from "../../shared/bun/platform";
import { canonicalText } from "../../shared/protocol/canonical";
import type { ReceiptCode, ReceiptKind, Receipt } from "../../shared/wallet/receipt";

export interface NewAuditEntry {
	readonly guildId: string;
	readonly subject: string;
	readonly born: string;
	readonly epoch: number;
	readonly receipt: Receipt;
	readonly receiptHash: string;
	/** Random; makes short texts unguessable from their hash. */
	readonly salt: string;
	/** Name of the actor when the command was given, where the journal has it. */
	readonly actorName?: string;
	/** Unix milliseconds. */
	readonly receivedAt: number;
}

/** What a receipt in the audit decided about a command. */
export interface Decision {
	readonly kind: ReceiptKind;
	readonly code: ReceiptCode | null;
	readonly delta: number;
	readonly balance: number;
	readonly revision: number;
	readonly at: number;
}

/** Where an opening command stands in its wallet. */
export interface Opened {
	readonly revision: number;
	readonly seq: number;
	readonly balance: number;
}

/** Statements on the audit, which only grows. Writing belongs inside a unit of `Transactions`. */
export interface AuditEntries {
	findHash(subject: string, born: string, revision: number): string | undefined;
	insert(entry: NewAuditEntry): void;
	/** The receipt that settled this command: `repeat` and `opened` decide nothing. */
	findDecision(subject: string, commandId: string): Decision | undefined;
	/** The receipt of an opening command. */
	findOpened(subject: string, commandId: string): Opened | undefined;
	/** The player whose receipt decided this command, whoever that was. */
	findDecidedSubject(commandId: string): string | undefined;
	/** The highest revision from `acked` on below which no row is missing. */
	walkForward(subject: string, born: string, acked: number): number;
}

export function createAuditEntries(database: Database): AuditEntries {
	const hash = database.query<{ receipt_hash: string }, [string, string, number]>(
		"SELECT receipt_hash FROM audit_entry WHERE subject = ? AND born = ? AND revision = ?",
	);
	const decision = database.query<Decision, [string, string]>(
		`SELECT kind, code, delta, balance, revision, at FROM audit_entry
		WHERE subject = ? AND command_id = ? AND seq IS NOT NULL AND kind IN ('applied', 'refused') ORDER BY id LIMIT 1`,
	);

	const opened = database.query<Opened, [string, string]>(
		`SELECT revision, seq, balance FROM audit_entry
		WHERE subject = ? AND command_id = ? AND seq IS NOT NULL AND kind = 'opened' ORDER BY id LIMIT 1`,
	);
	const decided = database.query<{ subject: string }, [string]>(
		`SELECT subject FROM audit_entry
		WHERE command_id = ? AND seq IS NOT NULL AND kind IN ('applied', 'refused') ORDER BY id LIMIT 1`,
	);

	function walkForward(subject: string, born: string, acked: number): number {
		let revision = acked;
		while (hash.get(subject, born, revision + 1) !== null) revision += 1;
		return revision;
	}

	return {
		findHash: (subject, born, revision) => hash.get(subject, born, revision)?.receipt_hash,
		insert: (entry) => insertEntry(database, entry),
		findDecision: (subject, commandId) => decision.get(subject, commandId) ?? undefined,
		findOpened: (subject, commandId) => opened.get(subject, commandId) ?? undefined,
		findDecidedSubject: (commandId) => decided.get(commandId)?.subject,
		walkForward,
	};
}

function insertEntry(database: Database, entry: NewAuditEntry): void {
	const { receipt } = entry;
	const row = database
		.query<{ id: number }, [Record<string, string | number | null>]>(
			`INSERT INTO audit_entry (guild_id, subject, born, epoch, revision, command_id, seq, source, kind, code,
				delta, balance, at, receipt_hash, detail_hash, received_at)
			VALUES ($guildId, $subject, $born, $epoch, $revision, $commandId, $seq, $source, $kind, $code,
				$delta, $balance, $at, $receiptHash, $detailHash, $receivedAt) RETURNING id`,
		)
		.get({
			guildId: entry.guildId,
			subject: entry.subject,
			born: entry.born,
			epoch: entry.epoch,
			revision: receipt.revision,
			commandId: receipt.commandId ?? null,
			seq: receipt.seq ?? null,
			source: receipt.source,
			kind: receipt.kind,
			code: receipt.code ?? null,
			delta: receipt.delta,
			balance: receipt.balance,
			at: receipt.at,
			receiptHash: entry.receiptHash,
			detailHash: hashDetail(entry.salt, receipt),
			receivedAt: entry.receivedAt,
		});
	if (row === null) throw new Error("an inserted audit row came back as nothing");
	database.run("INSERT INTO audit_detail (entry_id, salt, actor, actor_name, reason) VALUES (?, ?, ?, ?, ?)", [
		row.id,
		entry.salt,
		receipt.actor,
		entry.actorName ?? null,
		receipt.reason,
	]);
}

/** What the row keeps of the personal text, so that a later change of it shows. */
export function hashDetail(salt: string, detail: { readonly actor: string; readonly reason: string }): string {
	const fields = [salt, detail.actor, detail.reason].map((text) => canonicalText(bunPlatform, text));
	return bunPlatform.sha256(["purser-detail-v1", ...fields].join("\n"));
}

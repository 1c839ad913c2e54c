import type { Database } from "bun:sqlite";
import { bunPlatform } from "../../shared/bun/platform";
import { canonicalText } from "../../shared/protocol/canonical";
import type { ReceiptCode, ReceiptKind, Receipt } from "../../shared/wallet/receipt";
import { CHAIN_START, CHAINED_COLUMNS, hashChainedRow, type ChainedRow } from "./audit-chain";

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

export interface Loss {
	readonly subject: string;
	readonly born: string;
	/** First and last revision. */
	readonly from: number;
	readonly to: number;
	readonly now: number;
}

/** Statements on the audit, which only grows. Writing belongs inside a unit of `Transactions`. */
export interface AuditEntries {
	findHash(subject: string, born: string, revision: number): string | undefined;
	/**
	 * Makes rows at the end of the chain. It remembers where that is, so it counts inside one unit only, and one at a time.
	 */
	appender(): (entry: NewAuditEntry) => void;
	/** The receipt that settled this command: `repeat` and `opened` decide nothing. */
	findDecision(subject: string, commandId: string): Decision | undefined;
	/** The receipt of an opening command. */
	findOpened(subject: string, commandId: string): Opened | undefined;
	/** The player whose receipt decided this command, whoever that was. */
	findDecidedSubject(commandId: string): string | undefined;
	/** These receipts are in no copy of the audit any more. Unix milliseconds. */
	noteLoss(loss: Loss): void;
	/** The highest revision from `acked` on below which no row is missing. */
	walkForward(subject: string, born: string, acked: number): number;
}

export function createAuditEntries(database: Database): AuditEntries {
	const hash = database.query<{ receipt_hash: string }, [string, string, number]>(
		"SELECT receipt_hash FROM audit_entry WHERE subject = ? AND born = ? AND revision = ?",
	);
	// The plus before values keeps a statement with ORDER BY from being prepared anew at each run (decision 50).
	const decision = database.query<Decision, [string, string]>(
		`SELECT kind, code, delta, balance, revision, at FROM audit_entry
		WHERE subject = +? AND command_id = +? AND seq IS NOT NULL AND kind IN ('applied', 'refused') ORDER BY id LIMIT 1`,
	);

	const opened = database.query<Opened, [string, string]>(
		`SELECT revision, seq, balance FROM audit_entry
		WHERE subject = +? AND command_id = +? AND seq IS NOT NULL AND kind = 'opened' ORDER BY id LIMIT 1`,
	);
	const decided = database.query<{ subject: string }, [string]>(
		`SELECT subject FROM audit_entry
		WHERE command_id = +? AND seq IS NOT NULL AND kind IN ('applied', 'refused') ORDER BY id LIMIT 1`,
	);

	const appender = prepareAppender(database);
	const insertLoss = database.query<unknown, [string, string, number, number, number]>(
		"INSERT INTO audit_loss VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
	);

	function walkForward(subject: string, born: string, acked: number): number {
		let revision = acked;
		while (hash.get(subject, born, revision + 1) !== null) revision += 1;
		return revision;
	}

	return {
		findHash: (subject, born, revision) => hash.get(subject, born, revision)?.receipt_hash,
		appender,
		findDecision: (subject, commandId) => decision.get(subject, commandId) ?? undefined,
		findOpened: (subject, commandId) => opened.get(subject, commandId) ?? undefined,
		findDecidedSubject: (commandId) => decided.get(commandId)?.subject,
		noteLoss: ({ subject, born, from, to, now }) => {
			insertLoss.run(subject, born, from, to, now);
		},
		walkForward,
	};
}

const COLUMNS = [...CHAINED_COLUMNS, "chain_hash"];

/** Where the chain ends. */
interface ChainEnd {
	/** Of the counter, not of the rows: when some were taken away at the end, the next one leaves a gap that shows. */
	readonly last_id: number | null;
	/** `null` behind rows from before there was a chain: there it begins anew. */
	readonly chain_hash: string | null;
}

function prepareAppender(database: Database): AuditEntries["appender"] {
	const chainEnd = database.query<ChainEnd, []>(
		`SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry') AS last_id,
			(SELECT chain_hash FROM audit_entry ORDER BY id DESC LIMIT 1) AS chain_hash`,
	);
	const row = database.query<unknown, (string | number | null)[]>(
		`INSERT INTO audit_entry (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`,
	);
	const detail = database.query<unknown, [number, string, string, string | null, string, number]>(
		"INSERT INTO audit_detail (entry_id, salt, actor, actor_name, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
	);

	return () => {
		const end = chainEnd.get();
		let lastId = end?.last_id ?? 0;
		let lastHash = end?.chain_hash ?? CHAIN_START;
		return (entry) => {
			lastId += 1;
			const chained = toRow(lastId, entry);
			lastHash = hashChainedRow(lastHash, chained);
			row.run(...CHAINED_COLUMNS.map((column) => chained[column]), lastHash);
			const { actor, reason, at } = entry.receipt;
			detail.run(lastId, entry.salt, actor, entry.actorName ?? null, reason, at);
		};
	};
}

function toRow(id: number, { receipt, ...entry }: NewAuditEntry): ChainedRow {
	return {
		id,
		guild_id: entry.guildId,
		subject: entry.subject,
		born: entry.born,
		epoch: entry.epoch,
		revision: receipt.revision,
		command_id: receipt.commandId ?? null,
		seq: receipt.seq ?? null,
		source: receipt.source,
		kind: receipt.kind,
		code: receipt.code ?? null,
		delta: receipt.delta,
		balance: receipt.balance,
		at: receipt.at,
		receipt_hash: entry.receiptHash,
		detail_hash: hashDetail(entry.salt, receipt),
		received_at: entry.receivedAt,
	};
}

/** What the row keeps of the personal text, so that a later change of it shows. */
export function hashDetail(salt: string, detail: { readonly actor: string; readonly reason: string }): string {
	const fields = [salt, detail.actor, detail.reason].map((text) => canonicalText(bunPlatform, text));
	return bunPlatform.sha256(["purser-detail-v1", ...fields].join("\n"));
}

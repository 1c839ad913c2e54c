import type { Database } from "bun:sqlite";
import type { ReceiptBook } from "./receipt-book";

export interface AuditAgainstBook {
	/** Receipts that were answered for. */
	readonly answered: number;
	/** Of those, not in the audit. */
	readonly lost: number;
	/** In the audit more than once. */
	readonly doubled: number;
	/** In the audit, and never sent so. */
	readonly foreign: number;
}

interface AuditRow {
	readonly key: string;
	readonly hash: string;
	readonly count: number;
}

/** Compares the rows of the audit with what game servers sent and were told. */
export function checkAudit(database: Database, book: ReceiptBook): AuditAgainstBook {
	const rows = database
		.query<AuditRow, []>(
			"SELECT born || '/' || revision AS key, min(receipt_hash) AS hash, count(*) AS count FROM audit_entry GROUP BY born, revision",
		)
		.all();
	const stored = new Set(rows.map(({ key }) => key));
	const answered = book.answered();
	return {
		answered: answered.length,
		lost: answered.filter((key) => !stored.has(key)).length,
		doubled: rows.filter(({ count }) => count > 1).length,
		foreign: rows.filter(({ key, hash }) => book.hashOf(key) !== hash).length,
	};
}

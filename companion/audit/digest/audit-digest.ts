import type { Database } from "bun:sqlite";
import type { DigestPosition } from "../audit-view";

/**
 * What is made of the audit for those who search and count: words of the reasons, sums of each day, and the order of
 * wallets by balance. Writing belongs inside a unit of `Transactions`.
 */
export interface AuditDigest {
	/** Takes up the next rows, at most so many; returns how many there were. */
	fill(rowsMax: number): number;
	position(): DigestPosition;
	/** A person's texts are to be found no more. To be called while the audit still has their rows. */
	forget(subject: string): void;
}

interface Span {
	readonly from: number;
	readonly to: number;
}

const SPAN = `SELECT entry_id AS "from", min(entry_id + ?, coalesce((SELECT max(id) FROM audit_entry), 0)) AS "to"
	FROM audit_digest`;
const WORDS = `INSERT INTO audit_words (rowid, reason)
	SELECT entry_id, reason FROM audit_detail WHERE entry_id > ? AND entry_id <= ? AND reason <> ''`;
const DAYS = `INSERT INTO audit_day (guild_id, day, source, receipts, given, taken)
	SELECT guild_id, at / 86400, source, count(*), sum(max(delta, 0)), sum(max(-delta, 0)) FROM audit_entry
	WHERE id > ? AND id <= ? AND kind = 'applied' GROUP BY 1, 2, 3
	ON CONFLICT DO UPDATE SET receipts = receipts + excluded.receipts, given = given + excluded.given,
		taken = taken + excluded.taken`;
const RANKS = `UPDATE wallet SET listed_balance = balance WHERE listed_balance <> balance AND user_id IN
	(SELECT user_id FROM subject WHERE subject IN (SELECT subject FROM audit_entry WHERE id > ? AND id <= ?))`;
const FORGET = "DELETE FROM audit_words WHERE rowid IN (SELECT id FROM audit_entry WHERE subject = ? AND id <= ?)";

export function createAuditDigest(database: Database): AuditDigest {
	const span = database.query<Span, [number]>(SPAN);
	const words = database.query<unknown, [number, number]>(WORDS);
	const days = database.query<unknown, [number, number]>(DAYS);
	const ranks = database.query<unknown, [number, number]>(RANKS);
	const move = database.query<unknown, [number]>("UPDATE audit_digest SET entry_id = ?");

	function nextSpan(rowsMax: number): Span {
		const next = span.get(rowsMax);
		if (next === null) throw new Error("the digest has its one row from its migration on");
		return next;
	}

	return {
		fill: (rowsMax) => {
			const { from, to } = nextSpan(rowsMax);
			if (to <= from) return 0;
			words.run(from, to);
			days.run(from, to);
			ranks.run(from, to);
			move.run(to);
			return to - from;
		},
		position: () => {
			const { from, to } = nextSpan(Number.MAX_SAFE_INTEGER);
			return { rowId: from, rowsBehind: Math.max(0, to - from) };
		},
		forget: (subject) => {
			database.run(FORGET, [subject, nextSpan(0).from]);
		},
	};
}

import type { Database } from "bun:sqlite";
import { CHAIN_START, CHAINED_COLUMNS, hashChainedRow, type ChainedRow } from "../audit/audit-chain";
import { hashDetail } from "../audit/audit-entries";

/** The first thing that is wrong with the rows of the audit. `row` is the id of the row it shows in. */
export interface ChainProblem {
	readonly kind:
		"row-missing" | "row-changed" | "row-without-hash" | "detail-changed" | "detail-missing" | "checkpoint-differs";
	readonly row: number;
	readonly what: string;
}

export interface ChainCheck {
	/** Rows that were checked. */
	readonly rows: number;
	/** Of these, rows from before there was a chain. */
	readonly unchained: number;
	/** Of these, rows whose personal text was erased. */
	readonly erased: number;
	/** The last row and its hash: what to write down somewhere else. */
	readonly head: { readonly row: number; readonly hash: string } | undefined;
	readonly problem: ChainProblem | undefined;
}

interface StoredRow extends ChainedRow {
	readonly chain_hash: string | null;
	readonly checkpoint: string | null;
	readonly salt: string | null;
	readonly actor: string | null;
	readonly reason: string | null;
	readonly is_erased: number;
}

const ROWS = `SELECT ${CHAINED_COLUMNS.map((column) => `e.${column}`).join(", ")}, e.chain_hash, c.chain_hash AS checkpoint,
	d.salt, d.actor, d.reason,
	d.entry_id IS NULL AND EXISTS (SELECT 1 FROM erasure WHERE erasure.subject = e.subject AND replaced_at IS NOT NULL)
		AS is_erased
	FROM audit_entry e LEFT JOIN audit_detail d ON d.entry_id = e.id LEFT JOIN audit_checkpoint c ON c.entry_id = e.id
	WHERE e.id > ? ORDER BY e.id`;

/** Where a check begins: behind this row, whose hash is taken for granted. */
export interface ChainStart {
	readonly row: number;
	readonly hash: string;
}

/** Reads rows in their order up to the first that is wrong. `onProgress` is told how many were read. */
export function verifyChain(
	database: Database,
	from: ChainStart | undefined,
	onProgress: (rows: number) => void,
): ChainCheck {
	let expected = (from?.row ?? 0) + 1;
	let previous = from?.hash ?? CHAIN_START;
	const count = { rows: 0, unchained: 0, erased: 0 };
	let head: ChainCheck["head"];
	for (const row of database.query<StoredRow, [number]>(ROWS).iterate(expected - 1)) {
		const problem = judge(row, expected, previous, head !== undefined || from !== undefined);
		if (problem !== undefined) return { ...count, head, problem };
		count.rows += 1;
		if (row.salt === null) count.erased += 1;
		if (row.chain_hash === null) count.unchained += 1;
		else {
			previous = row.chain_hash;
			head = { row: row.id, hash: row.chain_hash };
		}
		expected = row.id + 1;
		onProgress(count.rows);
	}
	return { ...count, head, problem: findMissingTail(database, expected) };
}

function judge(row: StoredRow, expected: number, previous: string, isChained: boolean): ChainProblem | undefined {
	const { id } = row;
	if (id !== expected) return { kind: "row-missing", row: expected, what: `row ${expected} is not there` };
	if (row.chain_hash === null) {
		if (isChained) return { kind: "row-without-hash", row: id, what: `row ${id} was never part of the chain` };
	} else if (hashChainedRow(previous, row) !== row.chain_hash) {
		return {
			kind: "row-changed",
			row: id,
			what: `row ${id} is not what was written, or does not follow row ${id - 1}`,
		};
	}
	if (row.checkpoint !== null && row.checkpoint !== row.chain_hash) {
		return { kind: "checkpoint-differs", row: id, what: `the chain up to row ${id} was made anew` };
	}
	return judgeDetail(row);
}

function judgeDetail({
	id,
	salt,
	actor,
	reason,
	detail_hash: hash,
	is_erased: isErased,
}: StoredRow): ChainProblem | undefined {
	if (salt === null || actor === null || reason === null) {
		if (isErased === 1) return undefined;
		return { kind: "detail-missing", row: id, what: `actor and reason of row ${id} are gone, and nobody erased them` };
	}
	if (hashDetail(salt, { actor, reason }) === hash) return undefined;
	return { kind: "detail-changed", row: id, what: `actor or reason of row ${id} is not what was written` };
}

/** Rows at the end leave no gap; the counter of the table remembers how many were given out. */
function findMissingTail(database: Database, expected: number): ChainProblem | undefined {
	const counter = database
		.query<{ seq: number }, []>("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'")
		.get();
	if (counter === null || counter.seq < expected) return undefined;
	return { kind: "row-missing", row: expected, what: `row ${expected} is not there, and none behind it` };
}

import type { Database } from "bun:sqlite";
import { CHAIN_START, CHAINED_COLUMNS, hashChainedRow, type ChainedRow } from "../../companion/audit/audit-chain";
import { hashDetail } from "../../companion/audit/audit-entries";
import { verifyAudit } from "../../companion/verify/verify-audit";

export interface ProofSpeed {
	readonly rowsPerSecond: number;
	/** Hashing alone, of the same kind of rows that stand in memory already. */
	readonly hashingRowsPerSecond: number;
	readonly shareOfHashing: number;
}

const SAMPLE = 50_000;

type SampleRow = ChainedRow & { readonly salt: string; readonly actor: string; readonly reason: string };

/** Proves the whole audit, and next to it only hashes what a proof has to hash. Throws when the audit does not hold. */
export function measureProof(database: Database): ProofSpeed {
	const sample = database
		.query<SampleRow, [number]>(
			`SELECT ${CHAINED_COLUMNS.map((column) => `e.${column}`).join(", ")}, d.salt, d.actor, d.reason
			FROM audit_entry e JOIN audit_detail d ON d.entry_id = e.id ORDER BY e.id LIMIT ?`,
		)
		.all(SAMPLE);
	const before = hashAll(sample);
	const started = performance.now();
	const report = verifyAudit(database, "start", () => undefined);
	const seconds = (performance.now() - started) / 1000;
	if (!report.ok) throw new Error(`the audit does not hold: ${JSON.stringify(report)}`);
	const after = hashAll(sample);
	const rowsPerSecond = Math.round(report.chain.rows / seconds);
	const hashingRowsPerSecond = Math.round((before + after) / 2);
	const shareOfHashing = Math.round((rowsPerSecond / hashingRowsPerSecond) * 100) / 100;
	return { rowsPerSecond, hashingRowsPerSecond, shareOfHashing };
}

/** Rows a second. */
function hashAll(rows: readonly SampleRow[]): number {
	const started = performance.now();
	let previous = CHAIN_START;
	for (const row of rows) {
		previous = hashChainedRow(previous, row);
		hashDetail(row.salt, row);
	}
	return rows.length / ((performance.now() - started) / 1000);
}

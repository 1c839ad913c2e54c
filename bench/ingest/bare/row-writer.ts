import type { Database } from "bun:sqlite";
import { CHAINED_COLUMNS } from "../../../companion/audit/audit-chain";
import type { PreparedRow } from "./prepare-rows";

/** The same rows as the companion: audit, detail, the wallet's newest revision, and one key a batch. */
export function createRowWriter(database: Database, batchSize: number): (row: PreparedRow, index: number) => void {
	const columns = [...CHAINED_COLUMNS, "chain_hash"];
	const insertEntry = database.query(
		`INSERT INTO audit_entry (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
	);
	const insertDetail = database.query(
		"INSERT INTO audit_detail (entry_id, salt, actor, actor_name, reason, at) VALUES (?, ?, ?, NULL, ?, ?)",
	);
	const updateWallet = database.query(
		"UPDATE wallet SET revision = ?, balance = ?, audited = ?, acked = ? WHERE id = ?",
	);
	const insertKey = database.query("INSERT INTO idempotency_key (key, body_hash, created_at) VALUES (?, ?, ?)");

	return ({ entry, chainHash, salt, actor, reason, walletId, idempotencyKey }, index) => {
		const { id, revision, balance, at } = entry;
		insertEntry.run(...CHAINED_COLUMNS.map((column) => entry[column]), chainHash);
		insertDetail.run(id, salt, actor, reason, at);
		updateWallet.run(revision, balance, revision, revision, walletId);
		if (index % batchSize === 0) insertKey.run(idempotencyKey, idempotencyKey, entry.received_at);
	};
}

import type { Database } from "bun:sqlite";
import { CHAINED_COLUMNS } from "../../../companion/audit/audit-chain";
import type { PreparedRow } from "./prepare-rows";

/** The same rows as the companion: audit, detail, and the wallet's newest revision. */
export function createRowWriter(database: Database): (row: PreparedRow) => void {
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

	return ({ entry, chainHash, salt, actor, reason, walletId }) => {
		const { id, revision, balance, at } = entry;
		insertEntry.run(...CHAINED_COLUMNS.map((column) => entry[column]), chainHash);
		insertDetail.run(id, salt, actor, reason, at);
		updateWallet.run(revision, balance, revision, revision, walletId);
	};
}

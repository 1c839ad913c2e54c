import { hashReceipt, isBodyHash, resultOf } from "./contract.js";

/** Writes one request inside a transaction; nothing is answered when its key came with another body before. */
export function createStore(database) {
	const findKey = database.prepare("SELECT body_hash FROM idempotency_key WHERE key = ?").pluck();
	const rememberKey = database.prepare(
		"INSERT INTO idempotency_key (key, body_hash, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
	);
	const findHash = database
		.prepare("SELECT receipt_hash FROM audit_entry WHERE user_id = ? AND born = ? AND revision = ?")
		.pluck();
	const insertEntry = database.prepare(
		`INSERT INTO audit_entry (user_id, born, epoch, revision, command_id, seq, source, kind, code, delta, balance, at,
			receipt_hash, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	);
	const insertDetail = database.prepare("INSERT INTO audit_detail (entry_id, actor, reason) VALUES (?, ?, ?)");

	function storeReceipt(shipped, now) {
		const { userId, born, epoch, receipt } = shipped;
		const receiptHash = hashReceipt(shipped);
		const knownHash = findHash.get(userId, born, receipt.revision);
		if (knownHash === undefined) {
			const { revision, commandId, seq, source, kind, code, delta, balance, actor, reason, at } = receipt;
			const optional = [commandId ?? null, seq ?? null, source, kind, code ?? null];
			const { lastInsertRowid } = insertEntry.run(
				...[userId, born, epoch, revision, ...optional, delta, balance, at, receiptHash, now],
			);
			insertDetail.run(lastInsertRowid, actor, reason);
		}
		return resultOf(shipped, knownHash, receiptHash);
	}

	return ({ idempotencyKey, bodyHash, receipts }, now) => {
		if (isBodyHash(idempotencyKey)) {
			if (idempotencyKey !== bodyHash) return undefined;
		} else {
			const known = findKey.get(idempotencyKey);
			if (known !== undefined && known !== bodyHash) return undefined;
			if (known === undefined) rememberKey.run(idempotencyKey, bodyHash, now);
		}
		return { results: receipts.map((shipped) => storeReceipt(shipped, now)) };
	};
}

import { openDatabase } from "../../../companion/database/open-database";
import { bunPlatform } from "../../../shared/bun/platform";
import type { ReceiptStream } from "../load/receipt-stream";
import schema from "../peers/schema.sql" with { type: "text" };
import { fillInSteps } from "./fill-in-steps";

/** Fills a new database as a peer would have. The hashes are of other texts, which no request will ask for again. */
export function prefillPeer(path: string, stream: ReceiptStream, now: number): void {
	const database = openDatabase(path);
	database.run(schema);
	const insertEntry = database.query(
		`INSERT INTO audit_entry (id, user_id, born, epoch, revision, command_id, seq, source, kind, code, delta, balance,
			at, receipt_hash, received_at) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, NULL, ?, ?, ?, ?, ?)`,
	);
	const insertDetail = database.query("INSERT INTO audit_detail (entry_id, actor, reason) VALUES (?, ?, ?)");
	fillInSteps(database, stream.rows, (number) => {
		const { userId, born, epoch, receipt } = stream.receipt(number, Math.floor(now / 1000));
		const { revision, commandId = null, source, kind, delta, balance, actor, reason, at } = receipt;
		const hash = bunPlatform.sha256(`receipt ${number}`);
		const wallet = [userId, born, epoch, revision, commandId];
		insertEntry.run(number + 1, ...wallet, source, kind, delta, balance, at, hash, now);
		insertDetail.run(number + 1, actor, reason);
	});
	database.close();
}

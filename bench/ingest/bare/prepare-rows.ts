import type { Database } from "bun:sqlite";
import { CHAIN_START, hashChainedRow, type ChainedRow } from "../../../companion/audit/audit-chain";
import { hashDetail } from "../../../companion/audit/audit-entries";
import type { Ports } from "../../../companion/ports";
import { bunPlatform } from "../../../shared/bun/platform";
import { hashReceipt } from "../../../shared/protocol/receipt-codec";
import { GUILD_ID } from "../contenders/create-contenders";
import type { ReceiptStream } from "../load/receipt-stream";

/** All that the companion writes for one receipt, worked out beforehand. */
export interface PreparedRow {
	readonly entry: ChainedRow;
	readonly chainHash: string;
	readonly salt: string;
	readonly actor: string;
	readonly reason: string;
	readonly walletId: number;
}

/** Continues the chain that stands in the database. */
export function prepareRows(
	database: Database,
	stream: ReceiptStream,
	random: Ports["random"],
	{ first, count }: { readonly first: number; readonly count: number },
): PreparedRow[] {
	const subjects = new Map(
		database
			.query<{ user_id: number; subject: string }, []>("SELECT user_id, subject FROM subject")
			.all()
			.map((row) => [row.user_id, row.subject]),
	);
	const walletIds = new Map(
		database
			.query<{ user_id: number; id: number }, []>("SELECT user_id, id FROM wallet WHERE is_current = 1")
			.all()
			.map((row) => [row.user_id, row.id]),
	);
	const last = database
		.query<{ id: number; chain_hash: string }, []>("SELECT id, chain_hash FROM audit_entry ORDER BY id DESC LIMIT 1")
		.get();
	let id = last?.id ?? 0;
	let chainHash = last?.chain_hash ?? CHAIN_START;
	const now = Date.now();
	return Array.from({ length: count }, (_, offset) => {
		const { userId, born, epoch, receipt } = stream.receipt(first + offset, Math.floor(now / 1000));
		const { revision, commandId = null, source, kind, delta, balance, at, actor, reason } = receipt;
		const salt = random.hex(16);
		id += 1;
		const entry: ChainedRow = {
			...{ id, guild_id: GUILD_ID, subject: subjects.get(userId) ?? "", born, epoch, revision },
			...{ command_id: commandId, seq: null, source, kind, code: null, delta, balance, at },
			receipt_hash: hashReceipt(bunPlatform, { userId, born }, receipt),
			detail_hash: hashDetail(salt, receipt),
			received_at: now,
		};
		chainHash = hashChainedRow(chainHash, entry);
		return { entry, chainHash, salt, actor, reason, walletId: walletIds.get(userId) ?? 0 };
	});
}

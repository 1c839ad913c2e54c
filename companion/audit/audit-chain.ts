import { bunPlatform } from "../../shared/bun/platform";
import { canonicalInteger, canonicalText } from "../../shared/protocol/canonical";

/** What stands before the first row of a chain. */
export const CHAIN_START = "purser-chain-v1";

/** Every column of an audit row but the hash itself, as the database has them. None of it is personal text. */
export interface ChainedRow {
	readonly id: number;
	readonly guild_id: string;
	readonly subject: string;
	readonly born: string;
	readonly epoch: number;
	readonly revision: number;
	readonly command_id: string | null;
	readonly seq: number | null;
	readonly source: string;
	readonly kind: string;
	readonly code: string | null;
	readonly delta: number;
	readonly balance: number;
	readonly at: number;
	readonly receipt_hash: string;
	readonly detail_hash: string;
	readonly received_at: number;
}

/** Their names, for statements that read whole rows. */
export const CHAINED_COLUMNS = [
	...["id", "guild_id", "subject", "born", "epoch", "revision", "command_id", "seq", "source"],
	...["kind", "code", "delta", "balance", "at", "receipt_hash", "detail_hash", "received_at"],
] as const satisfies readonly (keyof ChainedRow)[];

/** Lower-case hex of SHA-256 over the hash before it and all columns of the row, each with its length. */
export function hashChainedRow(previous: string, row: ChainedRow): string {
	const text = (value: string | null) => canonicalText(bunPlatform, value ?? undefined);
	const integer = (value: number | null) => canonicalInteger(bunPlatform, value ?? undefined);
	return bunPlatform.sha256(
		[
			previous,
			integer(row.id),
			text(row.guild_id),
			text(row.subject),
			text(row.born),
			integer(row.epoch),
			integer(row.revision),
			text(row.command_id),
			integer(row.seq),
			text(row.source),
			text(row.kind),
			text(row.code),
			integer(row.delta),
			integer(row.balance),
			integer(row.at),
			text(row.receipt_hash),
			text(row.detail_hash),
			integer(row.received_at),
		].join("\n"),
	);
}

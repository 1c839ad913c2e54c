import type { ReceiptCode, ReceiptKind } from "../../../shared/wallet/receipt";
import type { AuditRow } from "../audit-view";

/** An entry with its personal text and its player, as SQLite answers. */
export interface JoinedRow {
	readonly id: number;
	readonly user_id: number | null;
	readonly user_name: string | null;
	readonly born: string;
	readonly revision: number;
	readonly command_id: string | null;
	readonly seq: number | null;
	readonly source: string;
	readonly kind: ReceiptKind;
	readonly code: ReceiptCode | null;
	readonly delta: number;
	readonly balance: number;
	readonly actor: string | null;
	readonly actor_name: string | null;
	readonly approver_name: string | null;
	readonly reason: string | null;
	readonly at: number;
	readonly received_at: number;
}

/** With `e` for the entry, `d` for its personal text and `s` for its player. */
export const JOINED_COLUMNS = `e.id, s.user_id, s.user_name, e.born, e.revision, e.command_id, e.seq, e.source, e.kind,
	e.code, e.delta, e.balance, d.actor, d.actor_name, d.reason, e.at, e.received_at,
	CASE WHEN d.actor IS NOT NULL THEN (SELECT approver_name FROM command WHERE id = e.command_id) END AS approver_name`;
export const JOINED_PLAYER = "LEFT JOIN subject s ON s.subject = e.subject";
export const JOINED_TEXT = "LEFT JOIN audit_detail d ON d.entry_id = e.id";

export function toAuditRow(row: JoinedRow): AuditRow {
	return {
		rowId: row.id,
		userId: row.user_id ?? undefined,
		userName: row.user_name ?? undefined,
		born: row.born,
		revision: row.revision,
		commandId: row.command_id ?? undefined,
		seq: row.seq ?? undefined,
		source: row.source,
		kind: row.kind,
		code: row.code ?? undefined,
		delta: row.delta,
		balance: row.balance,
		actor: row.actor ?? undefined,
		actorName: row.actor_name ?? undefined,
		approverName: row.approver_name ?? undefined,
		reason: row.reason ?? undefined,
		at: row.at,
		receivedAt: row.received_at,
	};
}

import type { ReceiptCode, ReceiptKind } from "../../shared/wallet/receipt";

/** An audit row as people and programs may see it. Personal text is absent where it was erased. */
export interface AuditRow {
	/** Grows with each row, in the order of arrival. */
	readonly rowId: number;
	readonly userId?: number;
	readonly userName?: string;
	readonly born: string;
	readonly revision: number;
	readonly commandId?: string;
	readonly seq?: number;
	readonly source: string;
	readonly kind: ReceiptKind;
	readonly code?: ReceiptCode;
	readonly delta: number;
	readonly balance: number;
	/** As on the wire: `discord:<user id>` or `game`. */
	readonly actor?: string;
	/** As it was when the command was given. */
	readonly actorName?: string;
	readonly reason?: string;
	/** Unix seconds: when it took effect. */
	readonly at: number;
	/** Unix milliseconds: when the audit took it. */
	readonly receivedAt: number;
}

export interface AuditPage {
	readonly rows: readonly AuditRow[];
	/** Opaque, at most 40 ASCII characters; absent on the last page. */
	readonly nextCursor?: string;
}

export interface AuditQuery {
	/** With it the order is by revision, without it by audit row; newest first both times. */
	readonly userId?: number;
	/** From 1 to `AUDIT_PAGE_MAX`. */
	readonly limit: number;
	readonly cursor?: string;
}

export interface AuditReader {
	/** `undefined` when the cursor is not one of this query. Does not await anything. */
	list(query: AuditQuery): AuditPage | undefined;
}

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
	/** Who approved it, where it took a second person. */
	readonly approverName?: string;
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
	/** How far the words of reasons are known; absent unless words were asked for. */
	readonly digest?: DigestPosition;
}

/** The digest follows the audit a few seconds behind. */
export interface DigestPosition {
	/** It holds every row up to this one. */
	readonly rowId: number;
	/** Rows it does not hold yet. */
	readonly rowsBehind: number;
}

/** What became of a change, as people ask for it: coins came, coins went, or nothing moved. */
export const AUDIT_KINDS = ["given", "taken", "refused"] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/** What a row has to be; nothing given, all are asked for. */
export interface AuditFilter {
	readonly userId?: number;
	/** As on the wire: `discord:<user id>` or `game`. */
	readonly actor?: string;
	readonly source?: string;
	/** Unix seconds of `at`: not before `from`, and before `to`. */
	readonly from?: number;
	readonly to?: number;
	readonly kind?: AuditKind;
	/** Moved so many coins or more, in either direction. */
	readonly amountMin?: number;
	/** Words that all stand in the reason, in any order; `isSearchable`. */
	readonly words?: string;
}

/**
 * Newest first: of a player by revision, with words and without any filter by audit row, otherwise by the time the change
 * took effect. A page may hold fewer rows than the limit, or none, and yet have a next one: looking stops after
 * `ROWS_LOOKED_AT_MAX` rows.
 */
export interface AuditQuery extends AuditFilter {
	/** From 1 to `AUDIT_PAGE_MAX`. */
	readonly limit: number;
	readonly cursor?: string;
}

export interface AuditReader {
	/** `undefined` when the cursor is not one of this query. Does not await anything. */
	list(query: AuditQuery): AuditPage | undefined;
	/** Every row of one command's id, oldest first: its outcome, and repeats of it. Ten at most. */
	listOf(commandId: string): readonly AuditRow[];
}

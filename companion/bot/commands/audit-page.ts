import { BALANCE_MAX } from "../../../shared/limits";
import { AUDIT_LINES_MAX } from "../options/limit-option";

const PAGE_ID = /^(all|\d{1,16}):(\d{1,2}):(first|next-[\x21-\x7e]{1,40})$/;

/** Which page of the audit a button leads to; all of it is in the button, so pages outlive a restart. */
export interface AuditPageKey {
	readonly userId?: number;
	readonly limit: number;
	readonly cursor?: string;
}

/** At most 65 characters, so that prefix, time and mark fit into the 100 that Discord allows. */
export function encodeAuditPage(page: AuditPageKey): string {
	const cursor = page.cursor === undefined ? "first" : `next-${page.cursor}`;
	return `${page.userId ?? "all"}:${page.limit}:${cursor}`;
}

/** `undefined` when this is not a page of the audit. */
export function decodeAuditPage(payload: string): AuditPageKey | undefined {
	const [whole, user, limitText, cursorText] = PAGE_ID.exec(payload) ?? [];
	const limit = Number(limitText);
	if (whole === undefined || !(limit >= 1 && limit <= AUDIT_LINES_MAX)) return undefined;
	const userId = user === "all" ? undefined : Number(user);
	if (userId !== undefined && !(userId >= 1 && userId <= BALANCE_MAX)) return undefined;
	return { userId, limit, cursor: cursorText === "first" ? undefined : cursorText?.slice("next-".length) };
}

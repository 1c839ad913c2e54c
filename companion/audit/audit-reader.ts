import type { Database } from "bun:sqlite";
import { AUDIT_PAGE_MAX } from "../../shared/limits";
import type { ReceiptCode, ReceiptKind } from "../../shared/wallet/receipt";
import type { AuditPage, AuditQuery, AuditReader, AuditRow } from "./audit-view";

interface JoinedRow {
	readonly id: number;
	readonly life_id: number | null;
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
	readonly reason: string | null;
	readonly at: number;
	readonly received_at: number;
}

const COLUMNS = `e.id, w.id AS life_id, s.user_id, s.user_name, e.born, e.revision, e.command_id, e.seq, e.source, e.kind,
	e.code, e.delta, e.balance, d.actor, d.actor_name, d.reason, e.at, e.received_at`;
const TABLES = `audit_entry e
	LEFT JOIN audit_detail d ON d.entry_id = e.id
	LEFT JOIN subject s ON s.subject = e.subject
	LEFT JOIN wallet w ON w.user_id = s.user_id AND w.born = e.born`;

/** The one way to read the audit, for the bot and for HTTP alike. Sees one guild. */
export function createAuditReader(database: Database, guildId: string): AuditReader {
	return {
		list: (query) => {
			if (!Number.isSafeInteger(query.limit) || query.limit < 1 || query.limit > AUDIT_PAGE_MAX) {
				throw new Error("the limit of an audit query is checked before");
			}
			return query.userId === undefined
				? listByRow(database, guildId, query)
				: listByRevision(database, guildId, query.userId, query);
		},
	};
}

function listByRow(database: Database, guildId: string, { limit, cursor }: AuditQuery): AuditPage | undefined {
	const position = readCursor(cursor, "r", 1);
	if (position === undefined) return undefined;
	const [before = Number.MAX_SAFE_INTEGER] = position;
	const rows = database
		.query<JoinedRow, [string, number, number]>(
			`SELECT ${COLUMNS} FROM ${TABLES} WHERE e.guild_id = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
		)
		.all(guildId, before, limit + 1);
	return toPage(rows, limit, (last) => `r-${last.id}`);
}

/** Newest life first, and in each life by revision: times may be equal or off, revisions are neither. */
function listByRevision(
	database: Database,
	guildId: string,
	userId: number,
	{ limit, cursor }: AuditQuery,
): AuditPage | undefined {
	const position = readCursor(cursor, "w", 2);
	if (position === undefined) return undefined;
	const [life = Number.MAX_SAFE_INTEGER, revision = Number.MAX_SAFE_INTEGER] = position;
	const rows = database
		.query<JoinedRow, [string, number, number, number, number, number]>(
			`SELECT ${COLUMNS} FROM ${TABLES} WHERE s.guild_id = ? AND s.user_id = ?
				AND (w.id < ? OR (w.id = ? AND e.revision < ?))
			ORDER BY w.id DESC, e.revision DESC LIMIT ?`,
		)
		.all(guildId, userId, life, life, revision, limit + 1);
	return toPage(rows, limit, (last) => `w-${last.life_id ?? 0}-${last.revision}`);
}

/** Empty without a cursor, `undefined` for one of another query or in another form. */
function readCursor(cursor: string | undefined, kind: string, count: number): number[] | undefined {
	if (cursor === undefined) return [];
	const [name, ...parts] = cursor.split("-");
	if (name !== kind || parts.length !== count) return undefined;
	if (!parts.every((part) => /^[0-9]{1,16}$/.test(part))) return undefined;
	return parts.map(Number);
}

function toPage(rows: readonly JoinedRow[], limit: number, cursorAfter: (last: JoinedRow) => string): AuditPage {
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const page = { rows: shown.map(toAuditRow) };
	return rows.length > limit && last !== undefined ? { ...page, nextCursor: cursorAfter(last) } : page;
}

function toAuditRow(row: JoinedRow): AuditRow {
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
		reason: row.reason ?? undefined,
		at: row.at,
		receivedAt: row.received_at,
	};
}

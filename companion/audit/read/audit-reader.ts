import type { Database } from "bun:sqlite";
import { AUDIT_PAGE_MAX } from "../../../shared/limits";
import type { AuditFilter, AuditKind, AuditPage, AuditReader, DigestPosition } from "../audit-view";
import { JOINED_COLUMNS, JOINED_PLAYER, JOINED_TEXT, toAuditRow, type JoinedRow } from "./joined-row";
import { createRowWalk, createWordsWalk } from "./row-walks";
import { createTimeWalks } from "./time-walks";
import type { Position, Step, Walk } from "./walk";
import { createWalletWalk } from "./wallet-walk";
import { isSearchable } from "./words";

/** For one page. It bounds the time of filters that hardly a row passes. */
export const ROWS_LOOKED_AT_MAX = 250;

/** One is the outcome; others are repeats, or changes by the game under the same key. */
const ROWS_OF_ONE_MAX = 10;
export const ROWS_OF_ONE = `SELECT ${JOINED_COLUMNS} FROM audit_entry e ${JOINED_PLAYER} ${JOINED_TEXT}
	WHERE e.guild_id = ? AND e.command_id = ? ORDER BY e.id LIMIT ?`;

/** The one way to read the audit, for the bot and for HTTP alike. Sees one guild. */
export function createAuditReader(database: Database, guildId: string, position: () => DigestPosition): AuditReader {
	// The first that suits is taken.
	const walks: readonly Walk[] = [
		createWordsWalk(database, guildId),
		createWalletWalk(database, guildId),
		...createTimeWalks(database, guildId),
		createRowWalk(database, guildId),
	];
	const rowsOfOne = database.query<JoinedRow, [string, string, number]>(ROWS_OF_ONE);
	return {
		listOf: (commandId) => rowsOfOne.all(guildId, commandId, ROWS_OF_ONE_MAX).map(toAuditRow),
		list: ({ limit, cursor, ...filter }) => {
			if (!Number.isSafeInteger(limit) || limit < 1 || limit > AUDIT_PAGE_MAX) {
				throw new Error("the limit of an audit query is checked before");
			}
			if (filter.words !== undefined && !isSearchable(filter.words)) {
				throw new Error("the words of an audit query are checked before");
			}
			const walk = chooseWalk(walks, filter);
			const behind = cursor === undefined ? undefined : readCursor(cursor, walk);
			if (cursor !== undefined && behind === undefined) return undefined;
			const page = takePage(walk, filter, behind, limit);
			return filter.words === undefined ? page : { ...page, digest: position() };
		},
	};
}

function takePage(walk: Walk, filter: AuditFilter, behind: Position | undefined, limit: number): AuditPage {
	const passes = createSieve(filter);
	// Where every row passes, one more than is shown tells whether there is a next page.
	const rowsMax = isExact(walk, filter) ? limit + 1 : ROWS_LOOKED_AT_MAX;
	const steps = walk.read(filter, behind, rowsMax);
	const shown: Step[] = [];
	let last: Step | undefined;
	for (const step of steps) {
		if (shown.length === limit) return toPage(walk, shown, last);
		if (passes(step.row)) shown.push(step);
		last = step;
	}
	return toPage(walk, shown, steps.length === rowsMax ? last : undefined);
}

function chooseWalk(walks: readonly Walk[], filter: AuditFilter): Walk {
	const walk = walks.find(({ suits }) => suits.length === 0 || suits.some((key) => filter[key] !== undefined));
	if (walk === undefined) throw new Error("one walk suits whatever is asked");
	return walk;
}

const FILTERS = [
	...["userId", "actor", "source", "from", "to", "words", "kind", "amountMin"],
] as const satisfies readonly (keyof AuditFilter)[];

/** Whether no row of the walk can be turned away. */
function isExact({ seesTo }: Walk, filter: AuditFilter): boolean {
	return FILTERS.every((key) => filter[key] === undefined || seesTo.includes(key));
}

function createSieve(filter: AuditFilter) {
	const { userId, actor, source, from = 0, to = Number.POSITIVE_INFINITY, kind, amountMin = 0 } = filter;
	return (row: JoinedRow): boolean =>
		(userId === undefined || row.user_id === userId) &&
		(actor === undefined || row.actor === actor) &&
		(source === undefined || row.source === source) &&
		row.at >= from &&
		row.at < to &&
		(kind === undefined || IS_KIND[kind](row)) &&
		Math.abs(row.delta) >= amountMin;
}

const IS_KIND: Readonly<Record<AuditKind, (row: JoinedRow) => boolean>> = {
	given: ({ delta }) => delta > 0,
	taken: ({ delta }) => delta < 0,
	refused: ({ kind }) => kind === "refused",
};

/** `undefined` for one of another query or in another form. */
function readCursor(cursor: string, { letter, size }: Walk): Position | undefined {
	const [name, ...parts] = cursor.split("-");
	if (name !== letter || parts.length !== size) return undefined;
	return parts.every((part) => /^[0-9]{1,16}$/.test(part)) ? parts.map(Number) : undefined;
}

/** `last` is the row that the next page begins behind; absent on the last page. */
function toPage({ letter }: Walk, shown: readonly Step[], last: Step | undefined): AuditPage {
	const page = { rows: shown.map(({ row }) => toAuditRow(row)) };
	return last === undefined ? page : { ...page, nextCursor: [letter, ...last.position].join("-") };
}

import type { Database } from "bun:sqlite";
import type { Transactions } from "../../database/transactions";
import type { PendingReply, PendingReplyStore } from "./pending-reply";

interface OpenRow {
	readonly command_id: string;
	readonly application_id: string;
	readonly token: string;
	readonly created_at: number;
	readonly member_id: string | null;
	readonly channel_id: string | null;
	readonly is_repeat: number;
}

/** Replies that wait, in the table `pending_reply`. */
export function createPendingReplyStore(database: Database, transactions: Transactions): PendingReplyStore {
	const known = database.query<{ id: number }, [string, string]>(
		"SELECT id FROM pending_reply WHERE command_id = ? AND token = ?",
	);
	const insert = database.query<unknown, [string, string, string, number, string | null, string | null]>(
		`INSERT INTO pending_reply (command_id, application_id, token, created_at, member_id, channel_id)
			VALUES (?, ?, ?, ?, ?, ?)`,
	);
	const remove = database.query<unknown, [string, string]>(
		"DELETE FROM pending_reply WHERE command_id = ? AND token = ?",
	);
	const complete = database.query<unknown, [string, string]>(
		"UPDATE pending_reply SET done = 1 WHERE command_id = ? AND token = ?",
	);
	const open = database.query<OpenRow, []>(
		`SELECT command_id, application_id, token, created_at, member_id, channel_id,
			EXISTS (SELECT 1 FROM pending_reply AS first WHERE first.command_id = waiting.command_id AND first.id < waiting.id)
				AS is_repeat
		FROM pending_reply AS waiting WHERE done = 0 ORDER BY id`,
	);

	return {
		isKnown: (commandId, token) => transactions.read(() => known.get(commandId, token) !== null),
		add: ({ commandId, address, createdAt, asker }) =>
			transactions.run(() => {
				const { memberId = null, channelId = null } = asker ?? {};
				insert.run(commandId, address.applicationId, address.token, createdAt, memberId, channelId);
			}),
		remove: (commandId, token) => transactions.run(() => void remove.run(commandId, token)),
		complete: (commandId, token) => transactions.run(() => void complete.run(commandId, token)),
		listOpen: () => transactions.read(() => open.all().map(readRow)),
	};
}

/**
 * A day is long after Discord forgot the tokens, and short enough for nobody to wonder what they are kept for. What still
 * waits is kept, with what it is a repeat of.
 */
const KEPT_MILLISECONDS = 86_400_000;

export function createReplyKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			database.run(
				`DELETE FROM pending_reply WHERE created_at < ?
					AND command_id NOT IN (SELECT command_id FROM pending_reply WHERE done = 0)`,
				[now - KEPT_MILLISECONDS],
			);
		},
	};
}

function readRow(row: OpenRow): PendingReply {
	return {
		commandId: row.command_id,
		address: { applicationId: row.application_id, token: row.token },
		createdAt: row.created_at,
		asker: row.member_id === null ? undefined : { memberId: row.member_id, channelId: row.channel_id ?? undefined },
		isRepeat: row.is_repeat === 1,
	};
}

import type { Database } from "bun:sqlite";
import type { AuditReader, AuditRow } from "../audit/audit-view";
import type { Transactions } from "../database/transactions";
import { toCommandView, type CommandRow } from "./command-row";
import type { CommandView } from "./command-view";
import type { Journal } from "./journal";

/** What is known of a command from when it was given to its receipt. Times are Unix milliseconds. */
export interface CommandLife {
	readonly command: CommandView;
	/** When it first left for whoever should execute it. */
	readonly sentAt?: number;
	/** Who it was sent to last: a game server's id, or `companion`. */
	readonly executor?: string;
	/** How often it was rung. */
	readonly rings: number;
	/** When it ends by itself, if nothing else ends it. */
	readonly endsAt: number;
}

/** What an id stands for. The journal may not know it: the game gives ids too, and a restored journal forgets some. */
export interface Traced {
	readonly life?: CommandLife;
	/** Oldest first; empty until the receipt came. */
	readonly rows: readonly AuditRow[];
}

export interface CommandQuery {
	/** Only what this member gave. */
	readonly actorId?: string;
	/** Stands in the id, or in the name of the player or of whoever gave it; empty: any. */
	readonly text: string;
	readonly count: number;
}

/** For those who ask what became of a command. */
export interface CommandLives {
	/** The first of these ids that is known. */
	trace(ids: readonly string[]): Promise<Traced | undefined>;
	/** Newest first, out of the last few thousand commands. */
	listNewest(query: CommandQuery): Promise<readonly CommandView[]>;
}

/** Further back nobody types his way: an id from the audit is pasted whole. */
const LOOKED_AT_MAX = 2_000;

export const NEWEST_STATEMENT = `SELECT * FROM
	(SELECT * FROM command WHERE guild_id = $guild AND opens = 0 ORDER BY number DESC LIMIT $lookedAt)
	WHERE ($actor IS NULL OR actor_id = $actor)
		AND (instr(lower(id), $text) OR instr(lower(user_name), $text) OR instr(lower(actor_name), $text))
	ORDER BY number DESC LIMIT $count`;

interface Parts {
	readonly database: Database;
	readonly transactions: Pick<Transactions, "read">;
	readonly journal: Pick<Journal, "find">;
	readonly auditReader: Pick<AuditReader, "listOf">;
	readonly guildId: string;
}

export function createCommandLives(parts: Parts): CommandLives {
	const { database, transactions, journal, auditReader, guildId } = parts;
	const newest = database.query<CommandRow, [Record<string, string | number | null>]>(NEWEST_STATEMENT);

	function trace(id: string): Traced | undefined {
		const row = journal.find(id);
		// An opening command is the journal's own business; the audit names it.
		const isShown = row !== undefined && row.guild_id === guildId && row.opens === 0;
		const rows = auditReader.listOf(id);
		if (isShown) return { life: toLife(row), rows };
		return rows.length === 0 ? undefined : { rows };
	}

	return {
		trace: (ids) =>
			transactions.read(() => {
				for (const id of ids) {
					const traced = trace(id);
					if (traced !== undefined) return traced;
				}
				return undefined;
			}),
		listNewest: ({ actorId = null, text, count }) =>
			transactions.read(() =>
				newest
					.all({ guild: guildId, lookedAt: LOOKED_AT_MAX, actor: actorId, text: text.toLowerCase(), count })
					.map(toCommandView),
			),
	};
}

function toLife(row: CommandRow): CommandLife {
	return {
		command: toCommandView(row),
		sentAt: row.sent_at ?? undefined,
		executor: row.executor ?? undefined,
		rings: row.ring_count,
		endsAt: row.not_after * 1_000,
	};
}

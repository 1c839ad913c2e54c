import type { Database } from "bun:sqlite";
import { createAuditEntries } from "../audit/audit-entries";

/** What the audit says about a player's present wallet. */
export interface WalletFacts {
	readonly id: number;
	readonly userId: number;
	readonly born: string;
	readonly subject: string;
	/** Newest receipt that came in, and the balance it left. */
	readonly revision: number;
	readonly balance: number;
	/** Every receipt up to here came in. */
	readonly audited: number;
	/** The wallet is on its way to a new life. */
	readonly isBeingErased: boolean;
}

interface FactsRow extends Omit<WalletFacts, "isBeingErased"> {
	readonly isBeingErased: number;
}

export interface AuditFacts {
	/** Wallets with a row id above this one that are known to be stored, in their order. */
	listWallets(above: number, count: number): readonly WalletFacts[];
	findWallet(userId: number): WalletFacts | undefined;
	/** Hash of the receipt with this number, if it came in. */
	findHash(wallet: Pick<WalletFacts, "subject" | "born">, revision: number): string | undefined;
}

const FACTS = `SELECT w.id, w.user_id AS userId, w.born, s.subject, w.revision, w.balance, w.audited,
	EXISTS (SELECT 1 FROM erasure r WHERE r.user_id = w.user_id AND r.done_at IS NULL) AS isBeingErased
	FROM wallet w JOIN subject s ON s.guild_id = ? AND s.user_id = w.user_id WHERE w.is_current = 1 AND w.seen_stored = 1`;

export function createAuditFacts(database: Database, guildId: string): AuditFacts {
	const entries = createAuditEntries(database);
	const list = database.query<FactsRow, [string, number, number]>(`${FACTS} AND w.id > ? ORDER BY w.id LIMIT ?`);
	const find = database.query<FactsRow, [string, number]>(`${FACTS} AND w.user_id = ?`);
	const toFacts = (row: FactsRow): WalletFacts => ({ ...row, isBeingErased: row.isBeingErased === 1 });
	return {
		listWallets: (above, count) => list.all(guildId, above, count).map(toFacts),
		findWallet: (userId) => {
			const row = find.get(guildId, userId);
			return row === null ? undefined : toFacts(row);
		},
		findHash: ({ subject, born }, revision) => entries.findHash(subject, born, revision),
	};
}

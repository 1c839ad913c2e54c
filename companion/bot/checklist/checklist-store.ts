import type { Database } from "bun:sqlite";
import type { Transactions } from "../../database/transactions";

/** Whether a Discord server has its checklist. What writes resolves after its commit; what reads tells what is durable. */
export interface ChecklistStore {
	isDone(): Promise<boolean>;
	noteDone(at: number): Promise<void>;
}

export function createChecklistStore(database: Database, transactions: Transactions, guildId: string): ChecklistStore {
	const done = database.query<{ done_at: number }, [string]>("SELECT done_at FROM guild_checklist WHERE guild_id = ?");
	return {
		isDone: () => transactions.read(() => done.get(guildId) !== null),
		noteDone: (at) =>
			transactions.run(() => {
				database.run("INSERT OR IGNORE INTO guild_checklist (guild_id, done_at) VALUES (?, ?)", [guildId, at]);
			}),
	};
}

import type { Database } from "bun:sqlite";
import type { Transactions } from "../database/transactions";
import type { RegistrationStore } from "./register-commands";

const KEY = "discord-commands-hash";

/** The hash of the registered commands, beside the database's other facts about itself. */
export function createRegistrationStore(database: Database, transactions: Transactions): RegistrationStore {
	const find = database.query<{ value: string }, [string]>("SELECT value FROM meta WHERE key = ?");
	return {
		read: () => find.get(KEY)?.value,
		write: (hash) =>
			transactions.run(() => {
				database.run(
					"INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
					[KEY, hash],
				);
			}),
	};
}

import type { Database } from "bun:sqlite";
import type { Transactions } from "../database/transactions";
import type { StaffOrder } from "./order-gate";

/** What is asked about, without who asks: whoever says yes says who he is. */
export type AskedOrder = Omit<StaffOrder, "actor">;

/** Orders that wait for a yes. Kept in the database, so that the question outlives a restart. */
export interface AskedOrders {
	/** Keeps it once, however often it is asked. */
	keep(order: AskedOrder): Promise<void>;
	/** Somebody said yes; from here on no no counts. `undefined`: it is not waiting any more. */
	confirm(id: string): Promise<AskedOrder | undefined>;
	/** Somebody said no. `false`: it is not waiting any more, or there was a yes before. */
	cancel(id: string): Promise<boolean>;
	/** What was confirmed is written, or refused. */
	forget(id: string): Promise<void>;
}

interface AskedRow {
	readonly id: string;
	readonly guild_id: string;
	readonly user_id: number;
	readonly user_name: string;
	readonly delta: number;
	readonly reason: string;
}

export function createAskedOrders(
	database: Database,
	transactions: Transactions,
	clock: { readonly now: () => number },
): AskedOrders {
	const confirm = database.query<AskedRow, [string]>("UPDATE asked_order SET confirmed = 1 WHERE id = ? RETURNING *");
	return {
		keep: ({ id, guildId, userId, userName, delta, reason }) =>
			transactions.run(() => {
				database.run(
					`INSERT INTO asked_order (id, guild_id, user_id, user_name, delta, reason, asked_at)
						VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
					[id, guildId, userId, userName, delta, reason, clock.now()],
				);
			}),
		confirm: (id) =>
			transactions.run(() => {
				const row = confirm.get(id);
				if (row === null) return undefined;
				const { user_id: userId, user_name: userName, guild_id: guildId, delta, reason } = row;
				return { id, guildId, userId, userName, delta, reason };
			}),
		cancel: (id) =>
			transactions.run(() => database.run("DELETE FROM asked_order WHERE id = ? AND confirmed = 0", [id]).changes > 0),
		forget: (id) =>
			transactions.run(() => {
				database.run("DELETE FROM asked_order WHERE id = ?", [id]);
			}),
	};
}

/** Long after the buttons ended. */
const KEPT_MILLISECONDS = 86_400_000;

export function createAskedOrderKeeper(database: Database): { keepHouse(now: number): void } {
	return {
		keepHouse: (now) => {
			database.run("DELETE FROM asked_order WHERE asked_at < ?", [now - KEPT_MILLISECONDS]);
		},
	};
}

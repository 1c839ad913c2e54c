import type { Database } from "bun:sqlite";
import { ensureOpening, type OpeningContext } from "./open-wallet";

/**
 * Brings what an older life of the journal left open into this one (rules F2 and F4). Runs as one unit at every start
 * and finds something to do only after a restore: proposals of the old journal are dropped, its open rows lose their
 * numbers, and their wallets are opened. `newBorn` makes the id of a wallet to be proposed.
 */
export function takeUpJournal(
	context: OpeningContext & { readonly database: Database; readonly newBorn: () => string },
	now: number,
): void {
	const { database, journal, wallets, epoch } = context;
	database.run("UPDATE wallet SET is_current = 0 WHERE is_current = 1 AND seen_stored = 0 AND epoch <> ?", [epoch]);
	database.run(
		`UPDATE command SET state = 'unknown', code = 'stale-epoch', settled_at = ?, due_at = NULL
		WHERE settled_at IS NULL AND opens = 1 AND epoch <> ?`,
		[now, epoch],
	);
	const left = database
		.query<{ id: string }, [number]>(
			"SELECT id FROM command WHERE settled_at IS NULL AND seq > 0 AND epoch <> ? ORDER BY number",
		)
		.all(epoch);
	for (const { id } of left) journal.unnumber(id);
	const waiting = database
		.query<{ user_id: number }, []>(
			"SELECT user_id FROM command WHERE settled_at IS NULL AND seq < 0 AND waiting IS NOT 'wallet-erased' GROUP BY user_id ORDER BY min(number)",
		)
		.all();
	for (const { user_id: userId } of waiting) {
		const life = wallets.findCurrent(userId) ?? wallets.propose(userId, context.newBorn(), epoch);
		if (life.epoch !== epoch) {
			ensureOpening(context, life, now);
			continue;
		}
		for (const row of journal.listOpen(userId)) {
			if (row.seq < 0) journal.renumber(row.id, { born: life.born, epoch, seq: wallets.takeSeq(life) });
		}
	}
}

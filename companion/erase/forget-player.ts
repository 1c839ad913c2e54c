import type { Database } from "bun:sqlite";
import type { CommandRow } from "../ledger/command-row";
import type { Journal } from "../ledger/journal";
import type { Subjects } from "../ledger/subjects";
import type { WalletLives } from "../ledger/wallet-lives";
import type { ErasureRow, Erasures } from "./erasures";

export interface ForgetContext {
	readonly database: Database;
	readonly journal: Journal;
	readonly wallets: WalletLives;
	readonly subjects: Subjects;
	readonly erasures: Erasures;
	/** Of this journal. */
	readonly epoch: number;
}

/**
 * The entry was seen with the new life: from here on it is the player's, and the audit forgets who the old one was. Its
 * rows keep number, amount and hash; names, reasons and salts go. Open commands of the old life can never apply any
 * more, but are told only by `tellOpenCommands`. Part of a unit.
 */
export function forgetPlayer(context: ForgetContext, erasure: ErasureRow, now: number): void {
	const { database, wallets } = context;
	const { id, user_id: userId, new_born: newBorn } = erasure;
	const subject = context.subjects.find(userId) ?? null;
	for (const row of context.journal.listOpen(userId)) context.journal.setErased(row.id);
	if (erasure.old_born !== null) {
		const life = wallets.ensure(userId, newBorn, context.epoch);
		wallets.makeCurrent(life, { epoch: context.epoch, nextSeq: 1 });
	}
	if (subject !== null) {
		database.run("DELETE FROM audit_detail WHERE entry_id IN (SELECT id FROM audit_entry WHERE subject = ?)", [
			subject,
		]);
		database.run("UPDATE subject SET user_id = ?, user_name = NULL WHERE subject = ?", [-id, subject]);
	}
	database.run("UPDATE wallet SET user_id = ? WHERE user_id = ? AND born <> ?", [-id, userId, newBorn]);
	context.erasures.setReplaced(id, subject, now);
}

/** Ends what was open for the old life, and forgets the player in the journal too. Part of a unit; returns the rows. */
export function tellOpenCommands(context: ForgetContext, erasure: ErasureRow, now: number): CommandRow[] {
	const { database, journal } = context;
	const { id, user_id: userId } = erasure;
	const outcome = { state: "refused", code: "wallet-erased", balance: null, revision: null } as const;
	const ended = journal.listErased(userId).map((row) => journal.settle(row.id, outcome, now));
	// Rows of the time after belong to the new life.
	database.run(
		`UPDATE command SET user_id = ?, user_name = '', reason = '' WHERE user_id = ? AND settled_at IS NOT NULL
			AND born <> ? AND created_at <= ?`,
		[-id, userId, erasure.new_born, erasure.replaced_at ?? now],
	);
	context.erasures.setDone(id, now);
	return ended;
}

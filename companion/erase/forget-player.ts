import type { Database } from "bun:sqlite";
import type { Wallet } from "../../shared/wallet/wallet";
import type { AuditDigest } from "../audit/digest/audit-digest";
import type { CommandRow } from "../ledger/command-row";
import type { Journal } from "../ledger/journal";
import type { Subjects } from "../ledger/subjects";
import type { WalletLives } from "../ledger/wallet-lives";
import type { PlayerNames } from "../players/player-names";
import type { ErasureRow, Erasures } from "./erasures";

type SeenWallet = Pick<Wallet, "epoch" | "lastSeq">;

export interface ForgetContext {
	readonly database: Database;
	readonly journal: Journal;
	readonly wallets: WalletLives;
	readonly subjects: Subjects;
	readonly erasures: Erasures;
	readonly digest: Pick<AuditDigest, "forget">;
	readonly names: Pick<PlayerNames, "forget">;
}

/**
 * The entry was seen with the new life: from here on it is the player's, and the audit forgets who the old one was. Its
 * rows keep number, amount and hash; names, reasons and salts go, and no search finds them. Open commands of the old life
 * can never apply any more, but are told only by `tellOpenCommands`. `seen` is the new wallet as it is stored, if there was
 * one to replace. Part of a unit.
 */
export function forgetPlayer(
	context: ForgetContext,
	erasure: ErasureRow,
	seen: SeenWallet | undefined,
	now: number,
): void {
	const { database } = context;
	const { id, user_id: userId, new_born: newBorn } = erasure;
	const subject = context.subjects.find(userId) ?? null;
	for (const row of context.journal.listOpen(userId)) context.journal.setErased(row.id);
	if (seen !== undefined) beginNewLife(context, erasure, seen);
	if (subject !== null) {
		context.digest.forget(subject);
		database.run("DELETE FROM audit_detail WHERE entry_id IN (SELECT id FROM audit_entry WHERE subject = ?)", [
			subject,
		]);
		database.run("UPDATE subject SET user_id = ?, user_name = NULL WHERE subject = ?", [-id, subject]);
	}
	context.names.forget(userId);
	database.run("DELETE FROM approval WHERE user_id = ?", [userId]);
	database.run("DELETE FROM batch_line WHERE user_id = ?", [userId]);
	database.run("DELETE FROM asked_order WHERE user_id = ?", [userId]);
	database.run("UPDATE wallet SET user_id = ? WHERE user_id = ? AND born <> ?", [-id, userId, newBorn]);
	context.erasures.setReplaced(id, subject, now);
}

function beginNewLife({ wallets, erasures }: ForgetContext, erasure: ErasureRow, seen: SeenWallet): void {
	const { id, user_id: userId, old_born: oldBorn, new_born: newBorn } = erasure;
	const known = wallets.findCurrent(userId);
	// A restored journal may have forgotten which life it was about to end; receipts of that one come late all the same.
	if (oldBorn === null && known?.seen_stored === 1 && known.born !== newBorn) erasures.intend(id, known.born);
	// It may have been put there in the name of an older journal, and then needs an opening like any other wallet.
	const life = wallets.ensure(userId, newBorn, seen.epoch);
	wallets.makeCurrent(life, { epoch: seen.epoch, nextSeq: seen.lastSeq + 1 });
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

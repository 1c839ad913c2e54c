import type { Database } from "bun:sqlite";
import type { Code } from "../../shared/codes";

/** What the companion knows of one wallet life. */
export interface WalletLife {
	readonly id: number;
	readonly user_id: number;
	readonly born: string;
	readonly epoch: number;
	readonly is_current: number;
	readonly seen_stored: number;
	readonly next_seq: number;
	readonly revision: number;
	readonly balance: number;
	/** The audit has every receipt up to here. */
	readonly audited: number;
	/** What may be acknowledged: `audited`, or less where a backup has to hold it first. */
	readonly acked: number;
	readonly stopped: string | null;
}

/** How far the audit of a wallet has come. */
export interface WalletAudit {
	/** The newest receipt that came with this news. */
	readonly newest?: { readonly revision: number; readonly balance: number };
	readonly audited: number;
	readonly acked: number;
}

/** Statements on wallet lives. Each belongs inside a unit of `Transactions`. */
export interface WalletLives {
	findCurrent(userId: number): WalletLife | undefined;
	find(userId: number, born: string): WalletLife | undefined;
	/** A life chosen by the journal, for a player whose wallet it does not know. */
	propose(userId: number, born: string, epoch: number): WalletLife;
	/** The row of a life some receipt or server speaks of; a new one is not current. */
	ensure(userId: number, born: string, epoch: number): WalletLife;
	/** Makes a stored life the player's current one and the former, if any, a past one. */
	makeCurrent(life: WalletLife, facts: { epoch: number; nextSeq: number }): WalletLife;
	/** The journal of this epoch has taken the wallet over; the next number follows its opening. */
	makeOpen(life: WalletLife, facts: { epoch: number; nextSeq: number }): WalletLife;
	/** The wallet is stored under this epoch; epochs never go back. */
	noteEpoch(life: WalletLife, epoch: number): void;
	/** Gives out the wallet's next number. */
	takeSeq(life: WalletLife): number;
	markStored(life: WalletLife): void;
	raiseNextSeq(life: WalletLife, nextSeq: number): void;
	/** Writes down what the audit has of a life that was read in the same unit; older news than known changes nothing. */
	noteAudit(life: WalletLife, audit: WalletAudit): void;
	setAudited(life: WalletLife, audited: number): void;
	setAcked(life: Pick<WalletLife, "id">, acked: number): void;
	/** Keeps commands of this life back until a person has looked. */
	stop(life: WalletLife, code: Code): void;
}

export function createWalletLives(database: Database): WalletLives {
	const current = database.query<WalletLife, [number]>("SELECT * FROM wallet WHERE user_id = ? AND is_current = 1");
	const byBorn = database.query<WalletLife, [number, string]>("SELECT * FROM wallet WHERE user_id = ? AND born = ?");
	const insert = database.query<WalletLife, [number, string, number, number, number]>(
		`INSERT INTO wallet (user_id, born, epoch, is_current, seen_stored, next_seq) VALUES (?, ?, ?, ?, ?, 1) RETURNING *`,
	);
	const takeSeq = database.query<{ seq: number }, [number]>(
		"UPDATE wallet SET next_seq = next_seq + 1 WHERE id = ? RETURNING next_seq - 1 AS seq",
	);
	const audited = database.query<unknown, [number, number]>("UPDATE wallet SET audited = ? WHERE id = ?");
	const acked = database.query<unknown, [number, number]>("UPDATE wallet SET acked = ? WHERE id = ?");
	const stored = database.query<unknown, [number]>(
		"UPDATE wallet SET seen_stored = 1 WHERE id = ? AND seen_stored = 0",
	);
	const nextSeqAtLeast = database.query<unknown, [number, number]>(
		"UPDATE wallet SET next_seq = max(next_seq, ?) WHERE id = ?",
	);
	const audit = database.query<unknown, [number, number, number, number, number]>(
		"UPDATE wallet SET seen_stored = 1, revision = ?, balance = ?, audited = ?, acked = ? WHERE id = ?",
	);
	return {
		findCurrent: (userId) => current.get(userId) ?? undefined,
		find: (userId, born) => byBorn.get(userId, born) ?? undefined,
		propose: (userId, born, epoch) => expectRow(insert.get(userId, born, epoch, 1, 0)),
		ensure: (userId, born, epoch) => byBorn.get(userId, born) ?? expectRow(insert.get(userId, born, epoch, 0, 1)),
		makeCurrent: (life, facts) => makeCurrent(database, life, facts),
		makeOpen: (life, { epoch, nextSeq }) =>
			expectRow(
				database
					.query<WalletLife, [number, number, number]>(
						"UPDATE wallet SET epoch = ?, next_seq = ? WHERE id = ? RETURNING *",
					)
					.get(epoch, nextSeq, life.id),
			),
		noteEpoch: (life, epoch) => {
			database.run("UPDATE wallet SET epoch = max(epoch, ?) WHERE id = ?", [epoch, life.id]);
		},
		takeSeq: (life) => expectRow(takeSeq.get(life.id)).seq,
		markStored: (life) => {
			if (life.seen_stored === 0) stored.run(life.id);
		},
		raiseNextSeq: (life, nextSeq) => {
			nextSeqAtLeast.run(nextSeq, life.id);
		},
		noteAudit: (life, { newest, audited, acked }) => {
			const isNews = newest !== undefined && (newest.revision > life.revision || life.seen_stored === 0);
			if (!isNews && audited <= life.audited && acked <= life.acked) return;
			const { revision, balance } = newest !== undefined && newest.revision > life.revision ? newest : life;
			audit.run(revision, balance, Math.max(audited, life.audited), Math.max(acked, life.acked), life.id);
		},
		setAudited: (life, revision) => {
			audited.run(revision, life.id);
		},
		setAcked: (life, revision) => {
			acked.run(revision, life.id);
		},
		stop: (life, code) => {
			database.run("UPDATE wallet SET stopped = ? WHERE id = ?", [code, life.id]);
		},
	};
}

function makeCurrent(database: Database, life: WalletLife, facts: { epoch: number; nextSeq: number }): WalletLife {
	// The index allows one current life a player, so the former steps back first.
	database.run("UPDATE wallet SET is_current = 0 WHERE user_id = ? AND id <> ? AND is_current = 1", [
		life.user_id,
		life.id,
	]);
	return expectRow(
		database
			.query<WalletLife, [number, number, number]>(
				`UPDATE wallet SET is_current = 1, seen_stored = 1, epoch = ?, next_seq = max(next_seq, ?) WHERE id = ?
				RETURNING *`,
			)
			.get(facts.epoch, facts.nextSeq, life.id),
	);
}

function expectRow<Row>(row: Row | null): Row {
	if (row === null) throw new Error("a statement that returns its row returned none");
	return row;
}

import type { Database } from "bun:sqlite";

/** The first thing that is wrong with the receipts of a wallet. */
export interface WalletProblem {
	readonly kind: "receipt-missing" | "balance-broken";
	/** Life of the wallet. */
	readonly born: string;
	readonly revision: number;
	readonly what: string;
}

export interface WalletCheck {
	/** Lives of wallets that have receipts. */
	readonly wallets: number;
	/** Receipts above the last one without a gap: others are still on their way. */
	readonly early: number;
	/** Receipts that were accepted as lost after a restore. */
	readonly lost: number;
	readonly problem: WalletProblem | undefined;
}

interface ReceiptRow {
	readonly subject: string;
	readonly born: string;
	readonly revision: number;
	readonly delta: number;
	readonly balance: number;
	/** The revision up to which every receipt came in. */
	readonly audited: number;
	/** First and last of the receipts right before this one that are known to be lost. */
	readonly lost_from: number | null;
	readonly lost_to: number | null;
}

/** Reads every wallet's receipts by number: none may be missing below the last that came in, and the sums must hold. */
export function verifyWallets(database: Database): WalletCheck {
	const count = { wallets: 0, early: 0, lost: 0 };
	let last: ReceiptRow | undefined;
	for (const row of database.query<ReceiptRow, []>(RECEIPTS).iterate()) {
		const before = last?.subject === row.subject && last.born === row.born ? last : undefined;
		if (before === undefined) count.wallets += 1;
		const problem = (before === undefined ? findMissingEnd(last) : undefined) ?? judge(row, before ?? NOTHING);
		if (problem !== undefined) return { ...count, problem };
		if (row.revision > row.audited) count.early += 1;
		if (row.lost_from !== null && row.lost_to !== null) count.lost += row.lost_to - row.lost_from + 1;
		last = row;
	}
	return { ...count, problem: findMissingEnd(last) ?? findEmptied(database) };
}

const NOTHING = { revision: 0, balance: 0 };

const RECEIPTS = `SELECT e.subject, e.born, e.revision, e.delta, e.balance, coalesce(w.audited, 0) AS audited,
	l.from_revision AS lost_from, l.to_revision AS lost_to FROM audit_entry e
	LEFT JOIN wallet w ON w.born = e.born
	LEFT JOIN audit_loss l ON l.subject = e.subject AND l.born = e.born AND l.to_revision = e.revision - 1
	ORDER BY e.subject, e.born, e.revision`;

function judge(row: ReceiptRow, before: Pick<ReceiptRow, "revision" | "balance">): WalletProblem | undefined {
	const { born, revision, delta, balance } = row;
	const follows = row.lost_from === null ? revision - 1 : row.lost_from - 1;
	if (before.revision < follows && before.revision < row.audited) return missing(born, before.revision + 1);
	if (before.revision !== revision - 1 || before.balance + delta === balance) return undefined;
	const what = `receipt ${revision} of ${born} says ${balance}, though ${before.balance} and ${delta} came before it`;
	return { kind: "balance-broken", born, revision, what };
}

function findMissingEnd(last: ReceiptRow | undefined): WalletProblem | undefined {
	return last !== undefined && last.revision < last.audited ? missing(last.born, last.revision + 1) : undefined;
}

/** A wallet of which every receipt is gone is in no row that was read. */
function findEmptied(database: Database): WalletProblem | undefined {
	const emptied = database
		.query<{ born: string }, []>(
			"SELECT born FROM wallet WHERE audited > 0 AND born NOT IN (SELECT born FROM audit_entry) LIMIT 1",
		)
		.get();
	return emptied === null ? undefined : missing(emptied.born, 1);
}

function missing(born: string, revision: number): WalletProblem {
	return { kind: "receipt-missing", born, revision, what: `receipt ${revision} of ${born} is not in the audit` };
}

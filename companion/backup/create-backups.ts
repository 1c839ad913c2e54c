import type { Database } from "bun:sqlite";
import { readJournalLife, writeJournalLife } from "../database/journal-life";
import type { AfterCommit, Transactions } from "../database/transactions";
import type { WalletLives } from "../ledger/wallet-lives";
import type { Cancel, Ports } from "../ports";

/** Where finished copies of the database are kept. */
export interface BackupStore {
	/**
	 * Makes a whole copy, lets `mark` write into it, and makes it last under this name. Returns it open for reading; who
	 * asked closes it. Throws or rejects when any of that failed, and then there is no such backup.
	 */
	copy(database: Database, name: string, mark: (copy: Database) => void): Database | Promise<Database>;
}

export interface Backups {
	/** Where none are made, an acknowledgement need not wait for one. */
	readonly isOn: boolean;
	/** Makes one soon, because a wallet's list fills up while it waits to be acknowledged. */
	ask(): void;
	/** Why the last one failed, if it did. */
	problem(): string | undefined;
	start(): void;
	stop(): void;
}

interface Parts {
	readonly ports: Pick<Ports, "clock" | "timers" | "random" | "log" | "database" | "backups">;
	readonly transactions: Transactions;
	readonly wallets: Pick<WalletLives, "setAcked">;
	readonly everySeconds: number;
	/** Called when a backup is finished, with the copy. Part of the unit that acknowledges what it holds. */
	readonly onFinished: (copy: Database, now: number, afterCommit: AfterCommit) => void;
	/** A database that may not command its store may not push the backups of the one that does out of their folder. */
	readonly mayCommand: () => boolean;
	/** Moves the fence on, so that the database is told apart from the copy. */
	readonly tick: () => Promise<void>;
}

/** Asked for early, there is still this much between two of them. */
const APART_MILLISECONDS_MIN = 60_000;

const MAY_COMMAND_AGAIN_MILLISECONDS = 5_000;

/** Makes backups and acknowledges what the newest finished one holds: that and the wallets' lists are everything (R3). */
export function createBackups(parts: Parts): Backups {
	const { clock, timers, random, log, database, backups: store } = parts.ports;
	const everyMilliseconds = parts.everySeconds * 1_000;
	let problem: string | undefined;
	let cancel: Cancel | undefined;
	let dueAt = Number.POSITIVE_INFINITY;
	let madeAt = Number.NEGATIVE_INFINITY;
	let isUnderWay = false;
	/** By somebody to whom the one under way may have come too early. */
	let isAskedAgain = false;
	let isStopped = false;

	function makeAt(time: number): void {
		if (isStopped || time >= dueAt) return;
		dueAt = time;
		cancel?.();
		cancel = timers.after(Math.max(0, time - clock.now()), () => void make());
	}

	async function make(): Promise<void> {
		dueAt = Number.POSITIVE_INFINITY;
		// At a start the fence was not compared yet: the first backup does not wait for the next one's time.
		if (!parts.mayCommand()) return makeAt(clock.now() + MAY_COMMAND_AGAIN_MILLISECONDS);
		madeAt = clock.now();
		isUnderWay = true;
		isAskedAgain = false;
		try {
			await makeOne();
			problem = undefined;
		} catch (error) {
			if (isStopped) return;
			problem = error instanceof Error ? error.message : String(error);
			log({ level: "error", event: "backup-failed", facts: { message: problem } });
		}
		isUnderWay = false;
		const isSoon = problem !== undefined || isAskedAgain;
		makeAt(Math.max(clock.now(), madeAt + (isSoon ? APART_MILLISECONDS_MIN : everyMilliseconds)));
	}

	async function makeOne(): Promise<void> {
		if (store === undefined) return;
		const name = `purser-${nameTime(clock.now())}-${random.hex(4)}`;
		const copy = await store.copy(database, name, (marked) => writeJournalLife(marked, { copyOf: name }));
		try {
			// A copy that acknowledges nothing is a backup all the same.
			if (isStopped || !parts.mayCommand()) return;
			await parts.transactions.run((afterCommit) => {
				acknowledge(parts.wallets, copy);
				writeJournalLife(database, { newestBackup: name });
				parts.onFinished(copy, clock.now(), afterCommit);
			});
		} finally {
			copy.close();
		}
		log({ level: "info", event: "backup-made", facts: { name } });
		await parts.tick();
	}

	return {
		isOn: store !== undefined,
		ask: () => {
			if (isUnderWay) isAskedAgain = true;
			else if (store !== undefined) makeAt(Math.max(clock.now(), madeAt + APART_MILLISECONDS_MIN));
		},
		problem: () => problem,
		start: () => {
			if (store !== undefined)
				makeAt(clock.now() + (readJournalLife(database).newestBackup === undefined ? 0 : everyMilliseconds));
		},
		stop: () => {
			isStopped = true;
			cancel?.();
		},
	};
}

/** Sorts by time. Two of one second need something else to be told apart. */
export function nameTime(now: number): string {
	return `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** What is in the finished copy decides, not what was there when it was begun. */
function acknowledge(wallets: Pick<WalletLives, "setAcked">, copy: Database): void {
	const lives = copy
		.query<{ id: number; audited: number }, []>("SELECT id, audited FROM wallet WHERE audited > acked")
		.all();
	for (const { id, audited } of lives) wallets.setAcked({ id }, audited);
}

import type { Database } from "bun:sqlite";
import type { Ports } from "../ports";
import { createDatabaseWatch, DamagedDatabase, type DatabaseWatch } from "./database-watch";

/** Runs once the transaction is durable, before its promises resolve, in the order of registering. */
export type AfterCommit = (run: () => void) => void;

/**
 * Group commit. Units handed in during one turn of the event loop share one durable commit; each is a whole synchronous
 * piece of work with a savepoint of its own, so that nothing of another request can come between its statements.
 */
export interface Transactions {
	/**
	 * Resolves with the unit's value after the shared commit. Rejects with what the unit threw, and then only its own
	 * statements are undone, or with what the commit threw, and then nothing of the turn happened as far as one can know.
	 * What a unit hands in shares its commit too.
	 */
	run<Value>(unit: (afterCommit: AfterCommit) => Value): Promise<Value>;
	/**
	 * As `run`, for work that somebody else keeps and brings again: `undefined` at once when so many units wait already.
	 * What staff and the companion itself ask for is few, has nobody else to keep it, and always gets its place by `run`.
	 */
	offer<Value>(unit: (afterCommit: AfterCommit) => Value): Promise<Value> | undefined;
	/**
	 * Reads at once, and what is durable only: between two turns no unit is half done, so nothing is seen that may still be
	 * undone. Rejects with what the query threw. A unit reads by itself.
	 */
	read<Value>(query: () => Value): Promise<Value>;
	/** How many units wait for the next commit. */
	waiting(): number;
	/** Commits what waits, at once. For an orderly end. */
	flush(): void;
}

/** Told that a commit begins; what it returns is told of how many units it was, and how it ended. */
export type WatchCommit = () => (units: number, isDurable: boolean) => void;

/**
 * More than a turn of the event loop brings: the loop reads at most 1,024 sockets in one. With 50 receipts each it is
 * about half a second of writing.
 */
export const OFFERED_MAX = 1_024;

/**
 * After so long a commit takes no more units, and those that are left make the next one. In between the event loop has its
 * turn: a member who used a command is answered in time, however many receipts came at once.
 */
export const COMMIT_MILLISECONDS = 20;

interface Waiting {
	/** Runs the unit; what it returns tells its caller, once the commit is known to be durable. */
	execute(afterCommit: AfterCommit): () => void;
	reject(error: unknown): void;
}

export function createTransactions(
	ports: Pick<Ports, "database" | "afterTurn" | "clock" | "log">,
	watch: DatabaseWatch = createDatabaseWatch(ports.log),
	watchCommit: WatchCommit = () => () => undefined,
): Transactions {
	const waiting: Waiting[] = [];
	const parts = { ...ports, watch, frame: prepareFrame(ports.database), waiting };
	let isTurnAsked = false;

	function askTurn(): void {
		if (isTurnAsked || waiting.length === 0) return;
		isTurnAsked = true;
		ports.afterTurn(endTurn);
	}

	function endTurn(): void {
		try {
			if (waiting.length > 0) commitWaiting(parts, COMMIT_MILLISECONDS, watchCommit());
		} finally {
			isTurnAsked = false;
			askTurn();
		}
	}

	function flush(): void {
		if (waiting.length > 0) commitWaiting(parts, Number.POSITIVE_INFINITY, watchCommit());
	}

	function run<Value>(unit: (afterCommit: AfterCommit) => Value): Promise<Value> {
		return new Promise((resolve, reject) => {
			if (watch.trouble() === "damaged") return reject(new DamagedDatabase());
			waiting.push({
				execute: (afterCommit) => {
					const value = unit(afterCommit);
					return () => resolve(value);
				},
				reject,
			});
			askTurn();
		});
	}

	function read<Value>(query: () => Value): Promise<Value> {
		return new Promise((resolve) => {
			if (ports.database.inTransaction) throw new Error("a unit reads by itself");
			if (watch.trouble() === "damaged") throw new DamagedDatabase();
			try {
				resolve(query());
			} catch (problem) {
				watch.note(problem);
				throw problem;
			}
		});
	}

	return {
		run,
		offer: (unit) => (waiting.length < OFFERED_MAX ? run(unit) : undefined),
		read,
		waiting: () => waiting.length,
		flush,
	};
}

/**
 * What stands around the statements of units. Made once: they run for every unit there is. By `query`, since `close` ends
 * only what `query` made, and a file with an open statement keeps its log and its lock.
 */
function prepareFrame(database: Database) {
	return {
		begin: database.query("BEGIN IMMEDIATE"),
		commit: database.query("COMMIT"),
		save: database.query("SAVEPOINT unit"),
		undo: database.query("ROLLBACK TO unit"),
		release: database.query("RELEASE unit"),
	};
}

interface CommitParts extends Pick<Ports, "database" | "clock" | "log"> {
	readonly watch: DatabaseWatch;
	/** Units in the order in which they came; a commit takes them from the front. */
	readonly waiting: Waiting[];
	readonly frame: ReturnType<typeof prepareFrame>;
}

/** A database that was closed, at the end of the process, fails even at this; the units are rejected all the same. */
function rollBack({ database, log }: Pick<Ports, "database" | "log">): void {
	try {
		if (database.inTransaction) database.run("ROLLBACK");
	} catch (error) {
		log({ level: "error", event: "rollback-failed", facts: { message: messageOf(error) } });
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

interface Executed {
	readonly waiting: Waiting;
	readonly tell: () => void;
	readonly hooks: readonly (() => void)[];
}

function commitWaiting(
	parts: CommitParts,
	milliseconds: number,
	ended: (units: number, isDurable: boolean) => void,
): void {
	const { database, watch, frame, waiting } = parts;
	const begun: Waiting[] = [];
	const executed: Executed[] = [];
	const failed: (() => void)[] = [];
	try {
		frame.begin.run();
		for (const unit of takeUnits(parts, milliseconds)) {
			begun.push(unit);
			const outcome = executeUnit(parts, unit);
			if (outcome.ok) executed.push(outcome.value);
			else {
				watch.note(outcome.error);
				failed.push(() => unit.reject(outcome.error));
			}
		}
		// Of a file that turned out to be damaged nothing is kept, not even what looked right.
		if (watch.trouble() === "damaged") throw new DamagedDatabase();
		watch.touch(database);
		frame.commit.run();
		watch.noteCommit();
	} catch (error) {
		watch.note(error);
		rollBack(parts);
		// Those that were not begun would meet the same fault.
		const all = [...begun, ...waiting.splice(0)];
		ended(all.length, false);
		for (const unit of all) unit.reject(error);
		return;
	}
	ended(begun.length, true);
	for (const tell of failed) tell();
	for (const { hooks } of executed) for (const hook of hooks) runHook(parts, hook);
	for (const { tell } of executed) tell();
}

/** At least one, and then until that time is over. What a unit hands in comes behind the others, and shares their commit. */
function* takeUnits({ waiting, clock }: CommitParts, milliseconds: number): Generator<Waiting> {
	const startedAt = clock.precise();
	for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
		yield unit;
		if (clock.precise() - startedAt >= milliseconds) return;
	}
}

type UnitOutcome = { readonly ok: true; readonly value: Executed } | { readonly ok: false; readonly error: unknown };

/** Throws only when the transaction itself is gone, as after a full disk; then the whole batch failed. */
function executeUnit({ database, frame }: CommitParts, waiting: Waiting): UnitOutcome {
	const hooks: (() => void)[] = [];
	frame.save.run();
	try {
		const tell = waiting.execute((run) => hooks.push(run));
		frame.release.run();
		return { ok: true, value: { waiting, tell, hooks } };
	} catch (error) {
		if (!database.inTransaction) throw error;
		frame.undo.run();
		frame.release.run();
		return { ok: false, error };
	}
}

/** The commit is done; a listener that fails must not make it look undone. */
function runHook(ports: Pick<Ports, "log">, hook: () => void): void {
	try {
		hook();
	} catch (error) {
		ports.log({ level: "error", event: "after-commit-failed", facts: { message: messageOf(error) } });
	}
}

import type { Database } from "bun:sqlite";
import type { Result } from "../shared/result";
import type { BackupStore } from "./backup/create-backups";

/** Cancels what has not run yet; afterwards it does nothing. */
export type Cancel = () => void;

export interface LogEntry {
	readonly level: "info" | "warning" | "error";
	/** Stable name of what happened, `receipt-conflict` for one. */
	readonly event: string;
	/** Never a secret, never a token, never a person's text. */
	readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * All that the companion takes from outside. `main.ts` fills it from the machine, the simulation from its own world;
 * nothing else in this folder may touch a clock, a timer, random, the network, files or the environment.
 */
export interface Ports {
	readonly clock: {
		/** Unix milliseconds. */
		now(): number;
		/** Milliseconds with fractions since no particular moment, never going back: for how long something takes. */
		precise(): number;
	};
	readonly timers: {
		after(milliseconds: number, run: () => void): Cancel;
	};
	/** Runs once the current turn of the event loop is over: writes of one turn share one commit. */
	readonly afterTurn: (run: () => void) => void;
	readonly random: {
		/** Unpredictable lower-case hex of this many bytes. */
		hex(bytes: number): string;
		/** From 0 up to but not including 1; for jitter only. */
		fraction(): number;
	};
	/** Rejects only when no answer came; a status of 400 and above is an answer. */
	readonly fetch: (request: Request) => Promise<Response>;
	/** Open, with its settings made and checked by `database/open-database.ts`. */
	readonly database: Database;
	/**
	 * Text of the file that holds the long-lived keys, or how the machine names the reason why there is none. Absent where
	 * they came with the environment.
	 */
	readonly readSecrets?: () => Result<string, string>;
	/** Absent where no backups are made. */
	readonly backups?: BackupStore;
	readonly log: (entry: LogEntry) => void;
}

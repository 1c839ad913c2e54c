import { Database } from "bun:sqlite";
import type { BackupStore } from "../../companion/backup/create-backups";

/** A finished backup as it lies on its own disk. */
export interface FinishedBackup {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** Microseconds of the world. */
	readonly madeAt: number;
}

const READ_BACK = { strict: true } as const;

/** Where the companion's backups lie: on another disk than its database, so that losing one does not lose the other. */
export class SimulatedBackups implements BackupStore {
	readonly #now: () => number;
	readonly #mayCopy: () => boolean;
	#newest: FinishedBackup | undefined;

	/** `mayCopy`: whether there is room. */
	constructor(now: () => number, mayCopy: () => boolean) {
		this.#now = now;
		this.#mayCopy = mayCopy;
	}

	copy(database: Database, name: string, mark: (copy: Database) => void): Database {
		if (!this.#mayCopy()) throw new Error("database or disk is full");
		const copy = Database.deserialize(database.serialize(), READ_BACK);
		mark(copy);
		this.#newest = { name, bytes: copy.serialize(), madeAt: this.#now() };
		return copy;
	}

	newest(): FinishedBackup | undefined {
		return this.#newest;
	}
}

import { Database } from "bun:sqlite";
import type { BackupStore } from "../../../companion/backup/create-backups";

/** Copies of a story's database, in memory. Only the newest finished one is kept, as nobody restores another. */
export class StageBackups implements BackupStore {
	#newest: Uint8Array | undefined;
	#finished = 0;
	#isFull = false;

	copy(database: Database, _name: string, mark: (copy: Database) => void): Database {
		if (this.#isFull) throw new Error("no space left on device");
		const copy = openCopy(database.serialize());
		mark(copy);
		this.#newest = copy.serialize();
		this.#finished += 1;
		return copy;
	}

	finished(): number {
		return this.#finished;
	}

	/** No backup can be finished, or they can again. */
	setFull(isFull: boolean): void {
		this.#isFull = isFull;
	}

	/** The newest finished one, to go on from. */
	openNewest(): Database {
		if (this.#newest === undefined) throw new Error("no backup was ever finished");
		return openCopy(this.#newest);
	}
}

function openCopy(bytes: Uint8Array): Database {
	const copy = Database.deserialize(bytes, { strict: true });
	copy.run("PRAGMA foreign_keys = ON");
	return copy;
}

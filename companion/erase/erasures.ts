import type { Database } from "bun:sqlite";

/** An erasure as SQLite holds it. */
export interface ErasureRow {
	readonly id: number;
	readonly user_id: number;
	readonly subject: string | null;
	readonly old_born: string | null;
	readonly new_born: string;
	readonly asked_at: number;
	readonly waiting: string | null;
	readonly replaced_at: number | null;
	readonly done_at: number | null;
}

/** Statements on erasures. Writing belongs inside a unit of `Transactions`. */
export interface Erasures {
	/** Asked again while one is open, it is the same one. */
	ask(userId: number, newBorn: string, now: number): ErasureRow;
	/** Those whose wallet is still to be replaced. */
	listToReplace(): ErasureRow[];
	/** Those whose open commands are still to be told. */
	listToTell(): ErasureRow[];
	setWaiting(id: number, waiting: string): void;
	/** Which life ends, durable before anything is written. */
	intend(id: number, oldBorn: string): void;
	setReplaced(id: number, subject: string | null, now: number): void;
	setDone(id: number, now: number): void;
	/** The subject of a life that was erased; nothing of it may be taken for the player's present life. */
	findSubject(oldBorn: string): string | undefined;
	/** True for the life that an erasure has put in place, or is about to. */
	isPlanned(born: string): boolean;
}

export function createErasures(database: Database): Erasures {
	const bySubject = database.query<{ subject: string }, [string]>(
		"SELECT subject FROM erasure WHERE old_born = ? AND replaced_at IS NOT NULL AND subject IS NOT NULL",
	);
	const planned = database.query<{ id: number }, [string]>(
		"SELECT id FROM erasure WHERE new_born = ? AND replaced_at IS NULL",
	);
	return {
		ask: (userId, newBorn, now) => {
			const open = database
				.query<ErasureRow, [number]>("SELECT * FROM erasure WHERE user_id = ? AND replaced_at IS NULL")
				.get(userId);
			if (open !== null) return open;
			const row = database
				.query<ErasureRow, [number, string, number]>(
					"INSERT INTO erasure (user_id, new_born, asked_at) VALUES (?, ?, ?) RETURNING *",
				)
				.get(userId, newBorn, now);
			if (row === null) throw new Error("an inserted erasure came back as nothing");
			return row;
		},
		listToReplace: () =>
			database.query<ErasureRow, []>("SELECT * FROM erasure WHERE replaced_at IS NULL ORDER BY id").all(),
		listToTell: () =>
			database
				.query<ErasureRow, []>("SELECT * FROM erasure WHERE replaced_at IS NOT NULL AND done_at IS NULL ORDER BY id")
				.all(),
		setWaiting: (id, waiting) => {
			database.run("UPDATE erasure SET waiting = ? WHERE id = ?", [waiting, id]);
		},
		intend: (id, oldBorn) => {
			database.run("UPDATE erasure SET old_born = ? WHERE id = ?", [oldBorn, id]);
		},
		setReplaced: (id, subject, now) => {
			database.run("UPDATE erasure SET subject = ?, replaced_at = ?, waiting = NULL WHERE id = ?", [subject, now, id]);
		},
		setDone: (id, now) => {
			database.run("UPDATE erasure SET user_id = -id, done_at = ? WHERE id = ?", [now, id]);
		},
		findSubject: (oldBorn) => bySubject.get(oldBorn)?.subject,
		isPlanned: (born) => planned.get(born) !== null,
	};
}

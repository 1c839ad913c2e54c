import type { SigningKey } from "../../../shared/protocol/command-signature";
import type { ContenderProcess } from "./contender-process";

export const STORING = ["companion", "fastifyGroupCommit", "expressPrisma"] as const;
export type StoringName = (typeof STORING)[number];
export type ContenderName = StoringName | "limit";

/** What a contender said of its own database connection. */
export interface DatabaseSettings {
	readonly journalMode: string;
	/** 2 is FULL. */
	readonly synchronous: number;
}

/** How one contender is started on one database, whichever that is. */
export interface Contender {
	readonly name: ContenderName;
	/** What it is, for people. */
	readonly about: string;
	start(databasePath: string): Promise<ContenderProcess>;
	/** Absent where nothing is stored. */
	readSettings?(process: ContenderProcess): Promise<DatabaseSettings>;
}

/** What every contender is started with: one secret, and the keys of the game servers that send. */
export interface Secrets {
	readonly hmacSecret: string;
	readonly keys: readonly SigningKey[];
}

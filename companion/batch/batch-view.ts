import type { Code } from "../../shared/codes";
import type { PlayerQuery } from "../roblox/user-directory";

/** More lines than these belong into several files. */
export const BATCH_LINES_MAX = 1_000;
export const BATCH_BYTES_MAX = 262_144;
export const BATCH_PER_MINUTE = { min: 1, usual: 60, max: 600 } as const;

/** A line of a file that says what is to be done, before anybody looked its player up. */
export interface FileLine {
	readonly line: number;
	readonly user: PlayerQuery;
	readonly delta: number;
	readonly reason: string;
}

export interface LineProblem {
	readonly line: number;
	readonly code: Code;
}

export interface BatchLine {
	readonly line: number;
	readonly userId: number;
	readonly userName: string;
	readonly delta: number;
	readonly reason: string;
}

export type BatchState = "asked" | "running" | "stopped" | "done";

/** A batch, and how far it is. */
export interface Batch {
	readonly id: string;
	readonly guildId: string;
	readonly actorId: string;
	readonly state: BatchState;
	readonly perMinute: number;
	/** Unix milliseconds. */
	readonly nextAt: number;
	readonly stoppedBy: string | undefined;
	readonly lines: number;
	readonly given: number;
	readonly refused: readonly LineProblem[];
	/** Coins of all lines, what is given and what is taken. */
	readonly gives: number;
	readonly takes: number;
}

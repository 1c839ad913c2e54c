import type { RobloxUser } from "../roblox/vm-port";

/** What the host is told before it starts anything. */
export interface HostConfig {
	readonly seed: number;
	readonly universeId: number;
	readonly placeId: number;
	readonly storeName: string;
	readonly users: readonly RobloxUser[];
	/** Where the game servers find the companion, `http://127.0.0.1:3000` for one. */
	readonly companionUrl: string;
	readonly apiKey: string;
	readonly gameSecret: string;
}

export interface ServerState {
	readonly jobId: string;
	readonly status: "active" | "closing" | "shut_down" | "crashed";
	readonly players: readonly number[];
}

/** Figures the local Roblox keeps about what the servers did, none of them taken from the servers' own word. */
export interface HostCounters {
	readonly bystanderDataStoreCalls: number;
	readonly sessionsEnded: number;
	/** Error lines in any server's or client's log. */
	readonly errors: number;
}

/** One committed write of an entry, as the data store saw it. */
export interface WriteRecord {
	/** Job id, or `open-cloud`. */
	readonly writer: string;
	/** Job that holds the session lock after the write. */
	readonly lockedBy: string | undefined;
}

/** The calls of the host process: the world's controls and what can be seen of it from outside. */
export interface HostCalls {
	readonly start: (config: HostConfig) => { openCloudUrl: string };
	readonly addServer: () => string;
	readonly stopServer: (jobId: string) => void;
	readonly crashServer: (jobId: string) => void;
	readonly servers: () => readonly ServerState[];
	readonly join: (userId: number, jobId: string) => void;
	readonly leave: (userId: number) => void;
	readonly hop: (userId: number, jobId: string) => void;
	/** The player opens a chest in the demo game, as his client would. */
	readonly openChest: (userId: number) => void;
	/** What the player's screen shows, line by line; empty when he is on no server. */
	readonly screen: (userId: number) => readonly string[];
	/** JSON text of the stored entry; null when there is none. */
	readonly entry: (userId: number) => string | null;
	readonly writes: (userId: number) => readonly WriteRecord[];
	readonly counters: () => HostCounters;
	/** Lines of the servers' logs since the last call. */
	readonly takeLog: () => readonly string[];
}

export type CallName = keyof HostCalls;

export interface CallMessage {
	readonly id: number;
	readonly name: CallName;
	readonly args: readonly unknown[];
}

export type AnswerMessage =
	| { readonly id: number; readonly ok: true; readonly value: unknown }
	| { readonly id: number; readonly ok: false; readonly error: string };

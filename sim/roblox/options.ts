import type { Scheduler } from "../clock/scheduler";
import type { Random } from "../random";
import type { Trace } from "../trace";
import type { Faults } from "./faults";
import type { LogRecord } from "./game-server";
import type { Latencies } from "./latencies";
import type { ApiKey } from "./open-cloud";
import type { CreateVm, PlaceIdentity, RobloxUser } from "./vm-port";

export interface LocalRobloxOptions {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly trace: Trace;
	readonly createVm: CreateVm;
	readonly place: PlaceIdentity;
	readonly users: readonly RobloxUser[];
	readonly apiKeys: readonly ApiKey[];
	/** Texts of the experience's secrets by name. */
	readonly secrets: ReadonlyMap<string, string>;
	/** Host and port of the companion, as it stands in the URLs that the game calls. */
	readonly companionHost: string;
	readonly fetchCompanion: (request: Request) => Promise<Response>;
	readonly latencies?: Partial<Latencies>;
	readonly faults?: Partial<Faults>;
	/** Real servers run 60; 10 is cheaper and enough for what is tested here. */
	readonly framesPerSecond?: number;
	/** One VM more for each player, for what his screen shows. */
	readonly hasClients?: boolean;
	/** Which comes first at an orderly shutdown; the platform does not say. */
	readonly shutdownOrder?: "leave-first" | "close-first";
	readonly onLog?: (line: LogLine) => void;
	/** A player's screen shows something else. */
	readonly onScreen?: (userId: number, lines: readonly string[]) => void;
}

export interface LogLine {
	readonly jobId: string;
	/** Null for the server's own log. */
	readonly userId: number | null;
	readonly level: LogRecord["level"];
	readonly text: string;
}

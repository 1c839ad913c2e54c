import { playAll, type PlayPorts } from "./play-all";
import { describeResult, hasPassed, type SeedResult } from "./seed-result";
import { runKey, type SeedRun } from "./seed-run";
import { readLog, sumSessions, writeLogLine, type LogEntry } from "./soak-log";
import { listRuns, type SoakOptions } from "./soak-options";

export interface SoakPorts {
	readonly play: PlayPorts["play"];
	/** Since this session began, in seconds. */
	readonly elapsed: () => number;
	/** Names the code as it is now; see `LogEntry`. */
	readonly code: () => string;
	/** Why no more seeds shall be begun, once there is a reason. */
	readonly interruption: () => string | undefined;
	readonly log: { readonly read: () => string; readonly append: (line: string) => void };
	readonly say: (line: string) => void;
	/** Told after every seed, so that an ended session loses nothing. */
	readonly onProgress: (soak: Soak) => void;
}

/** A soak as far as it got. */
export interface Soak {
	readonly options: SoakOptions;
	readonly results: readonly SeedResult[];
	/** In all sessions together. */
	readonly wallSeconds: number;
	readonly sessions: number;
	/** Why it ended before all seeds were played; `undefined` when it did not. */
	readonly stopped: string | undefined;
}

export const SOAK_EXIT = { ok: 0, failing: 1, unfinished: 2 } as const;

/** A soak that is not over proves nothing yet, but a failing seed does. */
export function soakExitCode({ results, stopped }: Soak): number {
	if (results.some((result) => !hasPassed(result))) return SOAK_EXIT.failing;
	return stopped === undefined ? SOAK_EXIT.ok : SOAK_EXIT.unfinished;
}

/** What was played before: of these seeds, with this code, each once. */
function pickEntries(logged: readonly LogEntry[], code: string, runs: readonly SeedRun[]): LogEntry[] {
	const wanted = new Set(runs.map(runKey));
	return logged.filter((entry) => entry.code === code && wanted.delete(runKey(entry.result.run)));
}

/** Plays what the log does not hold yet. */
export async function playSoak(options: SoakOptions, ports: SoakPorts): Promise<Soak> {
	const code = ports.code();
	const runs = listRuns(options);
	const logged = ports.log.read();
	// A line that was cut off must not spoil the next one.
	if (logged !== "" && !logged.endsWith("\n")) ports.log.append("\n");
	const entries = pickEntries(readLog(logged), code, runs);
	const session = Math.max(0, ...entries.map((entry) => entry.session)) + 1;
	const finished = new Set(entries.map(({ result }) => runKey(result.run)));
	if (finished.size > 0) ports.say(`${finished.size} of ${runs.length} seeds were played before`);
	for (const { result } of entries) if (!hasPassed(result)) ports.say(describeResult(result));
	let changed: string | undefined;
	const stopReason = (): string | undefined => changed ?? ports.interruption();
	const soak = (): Soak => ({
		options,
		results: entries.map(({ result }) => result),
		wallSeconds: sumSessions(entries),
		sessions: new Set(entries.map((entry) => entry.session)).size,
		stopped: entries.length < runs.length ? (stopReason() ?? "not all seeds are played yet") : undefined,
	});
	await playAll(
		runs.filter((run) => !finished.has(runKey(run))),
		options.workers,
		{
			play: ports.play,
			mayBegin: () => stopReason() === undefined,
			onResult: (result) => {
				if (ports.code() !== code) changed = "the code was changed while it was played";
				if (changed !== undefined) return;
				const entry: LogEntry = { code, session, sessionSeconds: ports.elapsed(), result };
				entries.push(entry);
				ports.log.append(writeLogLine(entry));
				ports.say(`${describeResult(result)}\n        ${entries.length} of ${runs.length} seeds`);
				ports.onProgress(soak());
			},
		},
	);
	return soak();
}

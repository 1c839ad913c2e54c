import { PROFILES } from "../faults/fault-plan";
import { isJsonObject, parseJson } from "../json";
import { readSeedReport } from "./seed-report";
import type { SeedResult } from "./seed-result";
import type { SeedRun } from "./seed-run";

/** One finished seed, one line of the log. */
export interface LogEntry {
	/** Of everything that decides how a seed goes; seeds of other code are not counted. */
	readonly code: string;
	/** A soak that was started again writes with the next session's number. */
	readonly session: number;
	/** Since that session began. */
	readonly sessionSeconds: number;
	readonly result: SeedResult;
}

export function writeLogLine(entry: LogEntry): string {
	return `${JSON.stringify(entry)}\n`;
}

/** All whole lines; the last one may have been cut off when the machine went down. */
export function readLog(text: string): readonly LogEntry[] {
	return text.split("\n").flatMap((line) => readEntry(parseJson(line)) ?? []);
}

/** Time spent in all sessions together. */
export function sumSessions(entries: readonly LogEntry[]): number {
	const sessions = new Map<number, number>();
	for (const { session, sessionSeconds } of entries) {
		sessions.set(session, Math.max(sessions.get(session) ?? 0, sessionSeconds));
	}
	return [...sessions.values()].reduce((sum, seconds) => sum + seconds, 0);
}

function readEntry(value: unknown): LogEntry | undefined {
	if (!isJsonObject(value)) return undefined;
	const { code, session, sessionSeconds } = value;
	const result = readResult(value.result);
	if (typeof code !== "string" || typeof session !== "number" || typeof sessionSeconds !== "number") return undefined;
	return result === undefined ? undefined : { code, session, sessionSeconds, result };
}

function readResult(value: unknown): SeedResult | undefined {
	if (!isJsonObject(value)) return undefined;
	const { exitCode, wallSeconds, lastWords } = value;
	const run = readRun(value.run);
	if (run === undefined || typeof wallSeconds !== "number" || typeof lastWords !== "string") return undefined;
	return {
		run,
		exitCode: typeof exitCode === "number" ? exitCode : undefined,
		report: readSeedReport(value.report),
		wallSeconds,
		lastWords,
	};
}

function readRun(value: unknown): SeedRun | undefined {
	if (!isJsonObject(value)) return undefined;
	const { seed, servers, commands } = value;
	const profile = PROFILES.find((candidate) => candidate === value.profile);
	if (typeof seed !== "number" || typeof servers !== "number" || typeof commands !== "number") return undefined;
	return profile === undefined ? undefined : { seed, servers, commands, profile };
}

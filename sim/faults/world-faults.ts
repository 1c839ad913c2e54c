import { SECOND } from "../clock/scheduler";
import type { Random } from "../random";
import { USUAL_FATE, type Faults, type HttpFate, type MessageCopy, type StoreFate } from "../roblox/faults";
import type { FaultCounts } from "./fault-counts";
import type { RatedKind } from "./fault-kinds";
import { OUTAGE, partitionOf, silenceOf, type Windows } from "./windows";

export interface WorldFaultPorts {
	readonly random: Random;
	readonly counts: FaultCounts;
	readonly windows: Windows;
	/** Share of calls that this strikes; 0 once everything is well again. */
	readonly rate: (kind: RatedKind) => number;
}

const LATE_SECONDS = [5, 120] as const;
const SLOW_SECONDS = [1, 40] as const;

/** What the local Roblox asks at each message copy, data store call and HTTP request. */
export function createWorldFaults(ports: WorldFaultPorts): Faults {
	return {
		messages: { decide: (copy) => decideMessage(ports, copy) },
		stores: { decide: ({ jobId, request }) => decideStore(ports, `${jobId} ${request.kind}`, request.kind) },
		http: { decide: ({ jobId, method, url }) => decideHttp(ports, jobId, `${method} ${url}`) },
	};
}

function strikes({ random, rate, counts }: WorldFaultPorts, kind: RatedKind, whom: string): boolean {
	const share = rate(kind);
	if (share === 0 || !random.chance(share)) return false;
	counts.hit(kind, whom);
	return true;
}

function drawSeconds(random: Random, [min, max]: readonly [number, number]): number {
	return random.integer(min * SECOND, max * SECOND);
}

function decideMessage(ports: WorldFaultPorts, copy: MessageCopy): readonly number[] {
	const { random, windows } = ports;
	const whom = `${copy.jobId} ${copy.topic}`;
	if (windows.strikes(silenceOf(copy.topic), whom)) return [];
	if (strikes(ports, "message.lost", whom)) return [];
	const usual = copy.usualDelayMicros;
	// A few seconds more or less are enough to let later messages overtake.
	const shuffled = strikes(ports, "message.reordered", whom) ? random.integer(0, 8 * SECOND) : usual;
	const delay = strikes(ports, "message.late", whom) ? shuffled + drawSeconds(random, LATE_SECONDS) : shuffled;
	if (!strikes(ports, "message.doubled", whom)) return [delay];
	return [delay, delay + random.integer(0, 30 * SECOND)];
}

function decideStore(ports: WorldFaultPorts, whom: string, kind: string): StoreFate {
	const delayMicros = strikes(ports, "store.slow", whom) ? drawSeconds(ports.random, SLOW_SECONDS) : 0;
	if (kind === "store.cas" && strikes(ports, "store.conflict", whom)) return { outcome: "conflict", delayMicros };
	if (strikes(ports, "store.throttled", whom)) return { outcome: "throttled", delayMicros };
	if (strikes(ports, "store.failed", whom)) return { outcome: "refused", delayMicros };
	const isWrite = kind !== "store.get" && kind !== "store.version" && kind !== "store.versions";
	if (isWrite && strikes(ports, "store.failed-though-written", whom)) return { outcome: "answer-lost", delayMicros };
	return delayMicros === 0 ? USUAL_FATE : { outcome: "usual", delayMicros };
}

function decideHttp(ports: WorldFaultPorts, jobId: string | null, whom: string): HttpFate {
	const { random, windows } = ports;
	const isCutOff = jobId !== null && windows.strikes(partitionOf(jobId), whom);
	if (isCutOff || windows.strikes(OUTAGE, whom)) return { outcome: "refused", delayMicros: 0 };
	if (strikes(ports, "http.request-lost", whom)) return { outcome: "refused", delayMicros: 0 };
	if (strikes(ports, "http.answer-lost", whom)) return { outcome: "answer-lost", delayMicros: 0 };
	if (!strikes(ports, "http.error-500", whom)) return USUAL_FATE;
	return { outcome: random.chance(0.5) ? "error-500" : "error-500-though-done", delayMicros: 0 };
}

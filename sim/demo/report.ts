import { ONLINE } from "./cast";
import { findGaps } from "./steps/audit";
import type { StepResult, TourPorts } from "./tour";

/** What `--json` prints as its last line. */
export interface Report {
	readonly ok: boolean;
	readonly servers: number;
	readonly steps: readonly StepResult[];
	/** Kept by the local Roblox, as the next one. */
	readonly bystanderDataStoreCalls: number;
	readonly sessionsEnded: number;
	readonly auditRows: number;
	readonly auditComplete: boolean;
}

/** Reads everything once more, apart from the steps: a tour may have ended early. */
export async function makeReport(ports: TourPorts, results: readonly StepResult[], planned: number): Promise<Report> {
	const counters = await ports.stage.host.call("counters");
	const states = await ports.stage.host.call("servers");
	const running = states.filter((server) => server.status === "active").length;
	const isComplete = ports.stage.companion.isRunning() && (await findGaps(ports)).length === 0;
	const auditRows = ports.stage.companion.isRunning() ? (await ports.witnesses.audit()).length : 0;
	const isPlayed = results.length === planned && results.every((result) => result.ok);
	const isUntouched = counters.bystanderDataStoreCalls === 0 && counters.sessionsEnded === 0;
	return {
		ok: isPlayed && isUntouched && isComplete && running === ONLINE.length && counters.errors === 0,
		servers: running,
		steps: results,
		bystanderDataStoreCalls: counters.bystanderDataStoreCalls,
		sessionsEnded: counters.sessionsEnded,
		auditRows,
		auditComplete: isComplete,
	};
}

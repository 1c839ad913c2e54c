import type { CompanionConfig } from "../config-type";
import type { DependencyHealth } from "../http/health";
import { createRunningJobs } from "../locks/running-jobs";
import type { Ports } from "../ports";
import type { OpenCloud } from "../roblox/open-cloud/open-cloud";
import { reconcileEntry, type ReconcileParts } from "./reconcile-entry";
import { createReconciler, type Reconciler, type ReconcilerParts } from "./reconciler";

interface Parts
	extends
		Omit<ReconcilerParts, "ports" | "runningJobs" | "mayExecute" | "reconcile">,
		Pick<ReconcileParts, "onIngested" | "context"> {
	readonly ports: Ports;
	readonly config: CompanionConfig;
	readonly openCloud: Pick<OpenCloud, "conditionalEntries" | "gameServers">;
}

export interface Reconciling extends Reconciler {
	/** What is off or fails, by name. */
	health(): Readonly<Record<"companionExecutor" | "deadLocks", DependencyHealth>>;
}

/** Wires what the companion does by itself on stored entries. */
export function createReconciling(parts: Parts): Reconciling {
	const { ports, config, openCloud, context, onIngested, ...rest } = parts;
	const entries = openCloud.conditionalEntries(config.storeName);
	const runningJobs = createRunningJobs(ports, openCloud.gameServers);
	const mayExecute = () => config.companionExecutor && parts.mayCommand();
	let writeProblem: string | undefined;
	const noteWrite = (problem: string | undefined) => {
		writeProblem = problem;
	};
	const reconcileParts = { ...rest, ports, entries, onIngested, context, mayExecute, noteWrite };
	const reconcile = (userId: number) => reconcileEntry(reconcileParts, userId);
	const reconciler = createReconciler({ ...rest, ports, runningJobs, mayExecute, reconcile });
	return {
		...reconciler,
		health: () => ({
			companionExecutor: describeExecutor(config.companionExecutor, writeProblem),
			deadLocks: describeList(runningJobs.problem()),
		}),
	};
}

function describeExecutor(isOn: boolean, problem: string | undefined): DependencyHealth {
	if (!isOn) return { status: "ok", reason: "off: without a live game server commands wait" };
	return problem === undefined ? { status: "ok" } : { status: "degraded", reason: `the last write failed: ${problem}` };
}

function describeList(problem: string | undefined): DependencyHealth {
	if (problem === undefined) return { status: "ok" };
	return { status: "degraded", reason: `Roblox's list of servers: ${problem}; locks of crashed servers stay` };
}

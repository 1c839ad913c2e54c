import type { Code } from "../../shared/codes";
import { fenceStoreName } from "../../shared/store-keys";
import type { CompanionConfig } from "../config-type";
import type { Cancel, Ports } from "../ports";
import type { OpenCloud } from "../roblox/open-cloud/open-cloud";
import { FENCE_PROBLEMS, type FenceProblem } from "./compare-fence";
import { tickFence, type TickParts } from "./tick-fence";

/** Whether this process may command the wallets of its store. */
export type FenceState =
	/** Not compared yet, because Roblox did not answer. */
	| { readonly kind: "unchecked" }
	| { readonly kind: "holds" }
	/** Switched off: nothing keeps a second companion away. */
	| { readonly kind: "off" }
	| { readonly kind: "read-only"; readonly problem: FenceProblem };

export interface Fence {
	state(): FenceState;
	/** False until the fence was found to name this database, and for ever after it was found not to. */
	readonly mayCommand: () => boolean;
	/** Why game servers are turned away just now, if they are. */
	readonly refusal: () => Extract<Code, "read-only" | "fence-unchecked"> | undefined;
	/** Why new commands are. They are taken, though not sent, while nothing is known yet. */
	readonly commandRefusal: () => "read-only" | undefined;
	/** An entry of the store carries a greater epoch than this journal's: there is a newer one (rule F3). */
	meetNewerEpoch(): void;
	/** Compares now and moves on by one tick, after a backup for one. Never rejects. */
	tick(): Promise<void>;
	start(): void;
	stop(): void;
}

interface Parts extends Omit<TickParts, "entries"> {
	readonly ports: Pick<Ports, "clock" | "timers" | "random" | "fetch" | "log">;
	readonly config: CompanionConfig;
	readonly openCloud: Pick<OpenCloud, "conditionalEntries">;
	/** Called when commanding becomes allowed. */
	readonly onHolds: () => void;
}

const TICK_MILLISECONDS = 600_000;
/** After trouble: soon while nothing is known, at leisure when the fence held a while ago. */
const UNCHECKED_AGAIN_MILLISECONDS = 5_000;
const TROUBLE_AGAIN_MILLISECONDS = 60_000;

export function createFence(parts: Parts): Fence {
	const { ports, config } = parts;
	const { timers, log } = ports;
	const entries = parts.openCloud.conditionalEntries(fenceStoreName(config.storeName));
	let state: FenceState = config.fence ? { kind: "unchecked" } : { kind: "off" };
	let cancelTimer: Cancel | undefined;
	let underWay: Promise<void> | undefined;
	let isStopped = false;

	function becomeReadOnly(problem: FenceProblem): void {
		if (state.kind === "read-only") return;
		state = { kind: "read-only", problem };
		cancelTimer?.();
		log({ level: "error", event: "read-only", facts: { problem, meaning: FENCE_PROBLEMS[problem] } });
	}

	function tickAfter(milliseconds: number): void {
		cancelTimer?.();
		if (!isStopped) cancelTimer = timers.after(milliseconds, () => void tick());
	}

	async function tickOnce(): Promise<void> {
		const outcome = await tickFence({ ...parts, entries }).catch((error: unknown) => ({
			kind: "trouble" as const,
			reason: error instanceof Error ? error.message : String(error),
		}));
		if (isStopped || state.kind === "read-only") return;
		if (outcome.kind === "differs") return becomeReadOnly(outcome.problem);
		if (outcome.kind === "trouble") {
			log({ level: "warning", event: "fence-not-compared", facts: { reason: outcome.reason } });
			tickAfter(state.kind === "unchecked" ? UNCHECKED_AGAIN_MILLISECONDS : TROUBLE_AGAIN_MILLISECONDS);
			return;
		}
		const isNew = state.kind === "unchecked";
		state = { kind: "holds" };
		tickAfter(TICK_MILLISECONDS);
		if (isNew) parts.onHolds();
	}

	function tick(): Promise<void> {
		if (!config.fence || isStopped || state.kind === "read-only") return Promise.resolve();
		underWay ??= tickOnce().finally(() => (underWay = undefined));
		return underWay;
	}

	return {
		state: () => state,
		mayCommand: () => state.kind === "holds" || state.kind === "off",
		refusal: () => {
			if (state.kind === "read-only") return "read-only";
			return state.kind === "unchecked" ? "fence-unchecked" : undefined;
		},
		commandRefusal: () => (state.kind === "read-only" ? "read-only" : undefined),
		meetNewerEpoch: () => becomeReadOnly("newer-epoch"),
		tick,
		start: () => void tick(),
		stop: () => {
			isStopped = true;
			cancelTimer?.();
		},
	};
}

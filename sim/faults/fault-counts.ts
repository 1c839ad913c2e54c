import type { Scheduler } from "../clock/scheduler";
import type { Trace } from "../trace";
import { FAULT_KINDS, WINDOW_KINDS, type CountName } from "./fault-kinds";

const NAMES: readonly CountName[] = [...FAULT_KINDS, ...WINDOW_KINDS.map((kind) => `${kind}.calls` as const)];

/** How often each fault really happened. */
export class FaultCounts {
	readonly #scheduler: Scheduler;
	readonly #trace: Trace;
	readonly #counts = new Map<CountName, number>(NAMES.map((name) => [name, 0]));

	constructor(scheduler: Scheduler, trace: Trace) {
		this.#scheduler = scheduler;
		this.#trace = trace;
	}

	/** `whom`: the server, topic or call it struck. */
	hit(kind: CountName, whom = "-"): void {
		this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
		this.#trace.line(this.#scheduler.now(), "fault", `${kind} ${whom}`);
	}

	all(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.#counts);
	}
}

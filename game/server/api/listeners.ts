import type { Scheduler } from "../ports";
import type { StoredChange } from "./economy";

type Listener = (change: StoredChange) => void;

/** Scripts that want to hear of changes. What one of them does to itself reaches neither the others nor us. */
export class Listeners {
	private listeners: ReadonlyArray<{ readonly call: Listener }> = [];

	constructor(private readonly scheduler: Pick<Scheduler, "spawn">) {}

	/** Returns a function that stops it. The same function may listen twice. */
	add(call: Listener): () => void {
		const entry = { call };
		this.listeners = [...this.listeners, entry];
		return () => {
			this.listeners = this.listeners.filter((other) => other !== entry);
		};
	}

	tell(change: StoredChange): void {
		table.freeze(change);
		// A thread each: a listener that raises or yields ends or delays only itself, and its traceback names its script.
		for (const { call } of this.listeners) this.scheduler.spawn(() => call(change));
	}
}

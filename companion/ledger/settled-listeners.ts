import type { Ports } from "../ports";
import type { CommandView } from "./command-view";

export interface SettledListeners {
	add(listener: (command: CommandView) => void): () => void;
	/** Calls everyone, whatever one of them throws. Only after the outcome is durable. */
	tell(command: CommandView): void;
}

export function createSettledListeners(log: Ports["log"]): SettledListeners {
	const listeners = new Set<(command: CommandView) => void>();
	return {
		add: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		tell: (command) => {
			for (const listener of [...listeners]) {
				try {
					listener(command);
				} catch (error) {
					const message = error instanceof Error ? error.message : String(error);
					log({ level: "error", event: "settled-listener-failed", facts: { message } });
				}
			}
		},
	};
}

import type { LogEntry, Ports } from "../../ports";

export interface FakePorts extends Pick<Ports, "clock" | "timers" | "random" | "log"> {
	readonly logged: LogEntry[];
	/** Moves the clock on, running every timer at its time, and lets promises settle after each. */
	advance(milliseconds: number): Promise<void>;
	/** Lets everything that waits for nothing but promises come to rest. */
	settle(): Promise<void>;
}

/** 2026-01-01T00:00:00Z */
export const START = 1_767_225_600_000;

/** Ports driven by hand. Jitter is always the whole delay. */
export function createFakePorts(): FakePorts {
	let now = START;
	const timers = new Set<{ readonly at: number; readonly run: () => void }>();
	const logged: LogEntry[] = [];

	/** More turns than any chain of promises in the bot has. */
	async function settle(): Promise<void> {
		for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
	}

	return {
		logged,
		settle,
		clock: { now: () => now, precise: () => now },
		timers: {
			after(milliseconds, run) {
				const timer = { at: now + milliseconds, run };
				timers.add(timer);
				return () => timers.delete(timer);
			},
		},
		random: { hex: (bytes) => "0".repeat(bytes * 2), fraction: () => 1 },
		log: (entry) => logged.push(entry),
		async advance(milliseconds) {
			const end = now + milliseconds;
			await settle();
			for (;;) {
				const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
				if (next === undefined) break;
				timers.delete(next);
				now = Math.max(now, next.at);
				next.run();
				await settle();
			}
			now = end;
		},
	};
}

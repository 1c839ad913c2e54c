import { randomBytes } from "node:crypto";
import type { Ports } from "./ports";

/** The machine's own clock, timers, random and network. Composition roots alone import this. */
export const machinePorts: Pick<Ports, "clock" | "timers" | "random" | "fetch"> = {
	clock: { now: () => Date.now(), precise: () => performance.now() },
	timers: {
		after(milliseconds, run) {
			const timer = setTimeout(run, milliseconds);
			return () => clearTimeout(timer);
		},
	},
	random: { hex: (bytes) => randomBytes(bytes).toString("hex"), fraction: () => Math.random() },
	fetch: (request) => fetch(request),
};

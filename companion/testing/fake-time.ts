import type { Cancel } from "../ports";

/** A clock and its timers, moved by hand; and the turn of the event loop, ended by hand. */
export interface FakeTime {
	readonly clock: { now(): number; precise(): number };
	readonly timers: { after(milliseconds: number, run: () => void): Cancel };
	readonly afterTurn: (run: () => void) => void;
	/** Lets everything happen that needs no time: ends turns until none is asked for. */
	settle(): Promise<void>;
	/** Moves on, stopping at each timer on the way. */
	advance(milliseconds: number): Promise<void>;
	/** Distances of the timers that are set, nearest first. */
	pending(): number[];
}

interface Timer {
	readonly at: number;
	readonly order: number;
	readonly run: () => void;
}

export function createFakeTime(startAt: number): FakeTime {
	let now = startAt;
	let order = 0;
	let timers: Timer[] = [];
	let turns: (() => void)[] = [];

	async function settle(): Promise<void> {
		for (let round = 0; round < 200; round += 1) {
			// Promise chains of a request take several microtask turns; one macrotask lets all of them run out.
			await new Promise<void>((resolve) => setImmediate(resolve));
			const waiting = turns;
			turns = [];
			if (waiting.length === 0) return;
			for (const run of waiting) run();
		}
		throw new Error("the turn never ends");
	}

	async function advance(milliseconds: number): Promise<void> {
		const end = now + milliseconds;
		await settle();
		for (;;) {
			const next = timers.filter((timer) => timer.at <= end).toSorted(byTime)[0];
			if (next === undefined) break;
			timers = timers.filter((timer) => timer !== next);
			now = Math.max(now, next.at);
			next.run();
			await settle();
		}
		now = end;
	}

	return {
		clock: { now: () => now, precise: () => now },
		timers: {
			after: (milliseconds, run) => {
				const timer = { at: now + milliseconds, order: (order += 1), run };
				timers.push(timer);
				return () => {
					timers = timers.filter((candidate) => candidate !== timer);
				};
			},
		},
		afterTurn: (run) => turns.push(run),
		settle,
		advance,
		pending: () => timers.toSorted(byTime).map((timer) => timer.at - now),
	};
}

function byTime(a: Timer, b: Timer): number {
	return a.at - b.at || a.order - b.order;
}

import type { Cancel, Ports } from "../../ports";
import type { BudgetMetrics, Priority } from "./open-cloud";

export interface BudgetSize {
	readonly name: string;
	/** Calls that may go out within any minute. Asked at each use, since some limits grow with servers and players. */
	readonly perMinute: () => number;
	/** Bytes within any minute, where Roblox counts those too. */
	readonly bytesPerMinute?: number;
	/** A call that would have to wait longer is refused at once. */
	readonly waitMillisecondsMax: number;
}

export interface Turn {
	readonly priority: Priority;
	/** Unix milliseconds. */
	readonly deadlineAt: number;
	readonly signal?: AbortSignal | undefined;
}

export type Grant = "granted" | "refused" | "cancelled";

interface Waiter {
	readonly rank: number;
	readonly until: number;
	readonly end: (grant: Grant) => void;
}

const MINUTE = 60_000;
/** This part of a minute's calls may go out at once, the rest is spread over it: together never more than the limit. */
const BURST_SHARE = 0.1;
/** Its limits count minutes; a longer wait is an answer that somebody else made up, and would silence all calls of a kind. */
const PAUSE_MILLISECONDS_MAX = 300_000;
const RANK: Readonly<Record<Priority, number>> = { command: 0, poll: 1, report: 2 };

/** Lets calls of one kind go out below the limit that Roblox counts for them, by priority and then in order of asking. */
export class Budget {
	readonly #ports: Pick<Ports, "clock" | "timers">;
	readonly #size: BudgetSize;
	readonly #waiters: Waiter[] = [];
	#level: number;
	#bytes: number;
	#filledAt: number;
	#pausedUntil = 0;
	#granted = 0;
	#refused = 0;
	#cancelTimer: Cancel | undefined;

	constructor(ports: Pick<Ports, "clock" | "timers">, size: BudgetSize) {
		this.#ports = ports;
		this.#size = size;
		this.#level = this.#burst();
		this.#bytes = (size.bytesPerMinute ?? 0) * BURST_SHARE;
		this.#filledAt = ports.clock.now();
	}

	/** Resolves when the call may go out, or at once when that would come too late for it. */
	take({ priority, deadlineAt, signal }: Turn): Promise<Grant> {
		const now = this.#ports.clock.now();
		this.#fill(now);
		if (signal?.aborted === true) return Promise.resolve("cancelled");
		const rank = RANK[priority];
		const ahead = this.#waiters.filter((waiter) => waiter.rank <= rank).length;
		const readyAt = this.#readyAt(now, ahead + 1);
		if (readyAt <= now) return Promise.resolve(this.#grant());
		const until = Math.min(deadlineAt, now + this.#size.waitMillisecondsMax);
		if (readyAt > until) return Promise.resolve(this.#refuse());
		return new Promise((resolve) => {
			const takeBack = (): void => {
				this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
				resolve("cancelled");
			};
			const waiter: Waiter = {
				rank,
				until,
				end: (grant) => {
					signal?.removeEventListener("abort", takeBack);
					resolve(grant);
				},
			};
			signal?.addEventListener("abort", takeBack, { once: true });
			const at = this.#waiters.findIndex((other) => other.rank > rank);
			this.#waiters.splice(at === -1 ? this.#waiters.length : at, 0, waiter);
			this.#setTimer(now);
		});
	}

	/** Bytes of a call that went out, as far as Roblox counts them; more than there are make the next calls wait. */
	spend(bytes: number): void {
		this.#bytes -= bytes;
	}

	/** Roblox says that nothing more is taken before this moment, in Unix milliseconds; believed for five minutes at most. */
	pauseUntil(moment: number): void {
		const believed = Math.min(moment, this.#ports.clock.now() + PAUSE_MILLISECONDS_MAX);
		this.#pausedUntil = Math.max(this.#pausedUntil, believed);
	}

	metrics(): BudgetMetrics {
		this.#fill(this.#ports.clock.now());
		return {
			name: this.#size.name,
			perMinute: this.#size.perMinute(),
			available: Math.max(0, Math.floor(this.#level)),
			waiting: this.#waiters.length,
			granted: this.#granted,
			refused: this.#refused,
		};
	}

	#serve(): void {
		const now = this.#ports.clock.now();
		this.#fill(now);
		// Later calls of more weight may have pushed others beyond their time.
		for (const late of this.#waiters.filter((waiter) => waiter.until < now)) {
			this.#waiters.splice(this.#waiters.indexOf(late), 1);
			late.end(this.#refuse());
		}
		while (this.#waiters.length > 0 && this.#readyAt(now, 1) <= now) this.#waiters.shift()?.end(this.#grant());
		this.#setTimer(now);
	}

	#setTimer(now: number): void {
		this.#cancelTimer?.();
		this.#cancelTimer = undefined;
		if (this.#waiters.length === 0) return;
		const soonest = Math.min(this.#readyAt(now, 1), ...this.#waiters.map((waiter) => waiter.until + 1));
		this.#cancelTimer = this.#ports.timers.after(Math.max(1, Math.ceil(soonest - now)), () => this.#serve());
	}

	/** When so many calls could have gone out, if nobody of more weight comes. */
	#readyAt(now: number, calls: number): number {
		// A hair less than a whole call counts as one, or rounding would cost a millisecond's wait.
		const missing = Math.max(0, calls - this.#level - 1e-9);
		const { bytesPerMinute } = this.#size;
		const owed =
			bytesPerMinute === undefined || this.#bytes > 0 ? 0 : (1 - this.#bytes) / (bytesPerMinute * (1 - BURST_SHARE));
		return Math.max(this.#pausedUntil, now + Math.max((missing * MINUTE) / this.#rate(), owed * MINUTE));
	}

	#grant(): Grant {
		this.#level -= 1;
		this.#granted += 1;
		return "granted";
	}

	#refuse(): Grant {
		this.#refused += 1;
		return "refused";
	}

	#fill(now: number): void {
		const minutes = Math.max(0, now - this.#filledAt) / MINUTE;
		this.#filledAt = now;
		this.#level = Math.min(this.#burst(), this.#level + minutes * this.#rate());
		const bytes = this.#size.bytesPerMinute ?? 0;
		this.#bytes = Math.min(bytes * BURST_SHARE, this.#bytes + minutes * bytes * (1 - BURST_SHARE));
	}

	#burst(): number {
		return Math.max(1, Math.floor(this.#size.perMinute() * BURST_SHARE));
	}

	#rate(): number {
		return Math.max(1, this.#size.perMinute() - this.#burst());
	}
}

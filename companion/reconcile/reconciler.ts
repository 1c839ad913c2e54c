import type { Transactions } from "../database/transactions";
import type { DeadLocks } from "../locks/dead-locks";
import type { RunningJobs } from "../locks/running-jobs";
import type { SeenLocks } from "../locks/seen-locks";
import type { Cancel, Ports } from "../ports";
import type { OpenCommands } from "../dispatch/open-commands";
import type { Silence } from "../servers/silence";
import type { EntryReads } from "./entry-reads";
import { askAboutLocks } from "./ask-about-locks";
import { planVisits, type Plan } from "./plan-visits";

const LOOK_EVERY_MILLISECONDS = 5_000;
/** After something moved there is often more to do for the same wallet. */
const LOOK_AGAIN_MILLISECONDS = 250;

export interface ReconcilerParts {
	readonly ports: Pick<Ports, "clock" | "timers" | "log">;
	readonly transactions: Transactions;
	readonly openCommands: OpenCommands;
	readonly locks: SeenLocks;
	readonly deadLocks: DeadLocks;
	readonly reads: EntryReads;
	readonly silence: Silence;
	readonly runningJobs: RunningJobs;
	/** False while another database may command the wallets: then nothing is read or written for them. */
	readonly mayCommand: () => boolean;
	readonly mayExecute: () => boolean;
	/** True when there is probably more to do for this player at once. */
	readonly reconcile: (userId: number) => Promise<boolean>;
	readonly wake: () => void;
}

export interface Reconciler {
	start(): void;
	stop(): void;
}

/**
 * Does what no game server is there to do: executes commands without a live server, judges the locks of crashed
 * servers, and reads entries whose receipts nobody is going to send. Looks around every five seconds.
 */
export function createReconciler(parts: ReconcilerParts): Reconciler {
	const { clock, timers, log } = parts.ports;
	const inFlight = new Set<number>();
	let cancel: Cancel | undefined;
	let stopped = true;

	function lookAfter(milliseconds: number): void {
		cancel?.();
		if (!stopped) cancel = timers.after(milliseconds, () => void look());
	}

	async function look(): Promise<void> {
		lookAfter(LOOK_EVERY_MILLISECONDS);
		await guard(async () => {
			if (!parts.mayCommand()) return;
			const plan = await parts.transactions.run((afterCommit) => {
				const made = planVisits(parts, inFlight, clock.now());
				if (made.hasEndedServers) afterCommit(parts.wake);
				return made;
			});
			if (stopped) return;
			for (const userId of plan.visits) void visit(userId);
			void askAbout(plan);
		});
	}

	async function visit(userId: number): Promise<void> {
		inFlight.add(userId);
		await guard(async () => {
			if (await parts.reconcile(userId)) lookAfter(LOOK_AGAIN_MILLISECONDS);
		});
		inFlight.delete(userId);
	}

	async function askAbout({ questions }: Plan): Promise<void> {
		for (const [placeId, locks] of questions) {
			if (stopped) return;
			await guard(async () => {
				if (await askAboutLocks(parts, placeId, locks)) lookAfter(LOOK_AGAIN_MILLISECONDS);
			});
		}
	}

	async function guard(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			// A process that ends closes its database under what is still under way.
			if (stopped) return;
			const message = error instanceof Error ? error.message : String(error);
			log({ level: "error", event: "reconcile-failed", facts: { message } });
		}
	}

	return {
		start: () => {
			stopped = false;
			parts.silence.begin(clock.now());
			lookAfter(LOOK_EVERY_MILLISECONDS);
		},
		stop: () => {
			stopped = true;
			cancel?.();
		},
	};
}

import type { Code } from "../../shared/codes";
import type { Guild } from "../bot/guild";
import type { Cancel, Ports } from "../ports";
import type { StaffLedger } from "../staff/staff-ledger";
import type { BatchStore } from "./batch-store";
import type { Batch, BatchLine } from "./batch-view";

/** After something that may pass: Discord or the disk was away, or commands are not taken now. */
const AGAIN_MILLISECONDS = 30_000;
/** What passes by itself; every other code ends the line. */
const PASSING: readonly Code[] = ["read-only", "fence-unchecked", "internal"];

interface Parts {
	readonly ports: Pick<Ports, "clock" | "timers" | "log">;
	readonly batches: BatchStore;
	readonly ledger: Pick<StaffLedger, "submitAtRate">;
	readonly findMember: Guild["findMember"];
}

export interface BatchRunner {
	start(onDone: (batch: Batch) => void): void;
	/** Something new may be due. */
	wake(): void;
	stop(): void;
}

/**
 * Gives the lines of running batches, each at its time. Which line is next is read from the database each time, and a
 * line's command has an id of its own, so a restart in the middle neither leaves one out nor gives one twice.
 */
export function createBatchRunner({ ports, batches, ledger, findMember }: Parts): BatchRunner {
	let cancel: Cancel | undefined;
	let isRunning = false;
	let isWoken = false;
	let isStopped = true;
	let tell: (batch: Batch) => void = () => undefined;

	async function give(batch: Batch, line: BatchLine): Promise<void> {
		const found = await findMember(batch.actorId);
		if (!found.ok) return batches.postpone(batch.id, ports.clock.now() + AGAIN_MILLISECONDS);
		const actor = found.value;
		if (actor === undefined) return batches.endLine(batch, line.line, "asker-refused");
		const { userId, userName, delta, reason } = line;
		const id = `batch:${batch.id}.${line.line}`;
		const order = { guildId: batch.guildId, id, userId, userName, delta, reason, actor };
		const submission = await ledger.submitAtRate(order);
		if (submission.kind !== "refused") return batches.endLine(batch, line.line, "given");
		if (!PASSING.includes(submission.code)) return batches.endLine(batch, line.line, submission.code);
		return batches.postpone(batch.id, ports.clock.now() + AGAIN_MILLISECONDS);
	}

	/** One line; how long to wait for the next, `undefined` when nothing is left to do. */
	async function step(): Promise<number | undefined> {
		const due = await batches.nextDue();
		if (due === undefined) return undefined;
		const { batch, line } = due;
		const wait = batch.nextAt - ports.clock.now();
		if (wait > 0) return wait;
		if (line !== undefined) await give(batch, line);
		else {
			await batches.finish(batch.id);
			tell({ ...batch, state: "done" });
		}
		return 0;
	}

	async function run(): Promise<void> {
		if (isStopped) return;
		// What is under way may have looked already, and found nothing.
		isWoken = true;
		if (isRunning) return;
		isRunning = true;
		isWoken = false;
		cancel?.();
		let wait: number | undefined;
		try {
			wait = await step();
		} catch (problem) {
			const reason = problem instanceof Error ? problem.message : String(problem);
			ports.log({ level: "error", event: "batch-step-failed", facts: { reason } });
			wait = AGAIN_MILLISECONDS;
		}
		isRunning = false;
		// Timers hold no more than 24 days; a look now and then costs nothing, and finds what was begun meanwhile.
		const next = isWoken ? 0 : Math.min(wait ?? AGAIN_MILLISECONDS, AGAIN_MILLISECONDS);
		if (!isStopped) cancel = ports.timers.after(next, () => void run());
	}

	return {
		start(onDone) {
			tell = onDone;
			isStopped = false;
			void run();
		},
		wake: () => void run(),
		stop() {
			isStopped = true;
			cancel?.();
		},
	};
}

import type { Transactions } from "../../database/transactions";
import type { Cancel, Ports } from "../../ports";
import type { AuditDigest } from "./audit-digest";
import type { SupplyWatch } from "./supply-watch";

/** Rows that come within this time share one unit. Readers are promised at most five seconds. */
const WAIT_MILLISECONDS = 2_000;
/**
 * A unit holds up everything else, commands too, so steps take a millisecond or two. On a long way they are longer: small ones
 * would not keep up with receipts that come by the thousand.
 */
const SHORT_STEP = { rows: 50, pauseMilliseconds: 1 } as const;
const LONG_STEP = { rows: 250, pauseMilliseconds: 5 } as const;
const SHORT_STEPS = 10;

/** Keeps the digest close behind the audit; sets no timer while nothing comes. */
export interface DigestJob {
	/** Rows may have come. */
	wake(): void;
	start(): void;
	stop(): void;
}

export function createDigestJob(
	ports: Pick<Ports, "clock" | "timers" | "log">,
	transactions: Pick<Transactions, "run">,
	digest: Pick<AuditDigest, "fill">,
	supplyWatch: SupplyWatch,
): DigestJob {
	let cancel: Cancel | undefined;
	let isStopped = false;
	/** Full ones in a row. */
	let steps = 0;

	function after(milliseconds: number): void {
		if (isStopped || cancel !== undefined) return;
		cancel = ports.timers.after(milliseconds, () => void fill());
	}

	async function fill(): Promise<void> {
		cancel = undefined;
		const { rows, pauseMilliseconds } = steps < SHORT_STEPS ? SHORT_STEP : LONG_STEP;
		try {
			const filled = await transactions.run(() => {
				const filled = digest.fill(rows);
				// On a long way there is no saying what the supply is.
				if (filled < rows) supplyWatch.look(ports.clock.now());
				return filled;
			});
			steps = filled === rows ? steps + 1 : 0;
			if (filled === rows) after(pauseMilliseconds);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			ports.log({ level: "error", event: "digest-failed", facts: { message } });
			after(WAIT_MILLISECONDS);
		}
	}

	return {
		wake: () => after(WAIT_MILLISECONDS),
		start: () => after(SHORT_STEP.pauseMilliseconds),
		stop: () => {
			isStopped = true;
			cancel?.();
		},
	};
}

import type { Transactions } from "../../database/transactions";
import type { Cancel, Ports } from "../../ports";
import type { AuditDigest } from "./audit-digest";
import type { SupplyWatch } from "./supply-watch";

/** Rows that come within this time share one unit. Readers are promised at most five seconds. */
const WAIT_MILLISECONDS = 2_000;
/** A unit holds up everything else, so a long way is gone in steps of some five milliseconds. */
const ROWS_AT_ONCE = 250;
const STEP_MILLISECONDS = 5;

/** Keeps the digest close behind the audit; sets no timer while nothing comes. */
export interface DigestJob {
	/** Rows may have come. */
	wake(): void;
	start(): void;
	stop(): void;
}

export function createDigestJob(
	ports: Pick<Ports, "clock" | "timers" | "log">,
	transactions: Transactions,
	digest: Pick<AuditDigest, "fill">,
	supplyWatch: SupplyWatch,
): DigestJob {
	let cancel: Cancel | undefined;
	let isStopped = false;

	function after(milliseconds: number): void {
		if (isStopped || cancel !== undefined) return;
		cancel = ports.timers.after(milliseconds, () => void fill());
	}

	async function fill(): Promise<void> {
		cancel = undefined;
		try {
			const rows = await transactions.run(() => {
				const filled = digest.fill(ROWS_AT_ONCE);
				// On a long way there is no saying what the supply is.
				if (filled < ROWS_AT_ONCE) supplyWatch.look(ports.clock.now());
				return filled;
			});
			if (rows === ROWS_AT_ONCE) after(STEP_MILLISECONDS);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			ports.log({ level: "error", event: "digest-failed", facts: { message } });
			after(WAIT_MILLISECONDS);
		}
	}

	return {
		wake: () => after(WAIT_MILLISECONDS),
		start: () => after(STEP_MILLISECONDS),
		stop: () => {
			isStopped = true;
			cancel?.();
		},
	};
}

import type { Cancel, Ports } from "../ports";
import type { Transactions } from "./transactions";

const EVERY_MILLISECONDS = 86_400_000;

/** Once a day, from the start on: what has been kept for its full time is forgotten, and the audit's chain is noted. */
export function createHousekeeping(
	ports: Pick<Ports, "clock" | "timers" | "log">,
	transactions: Transactions,
	keepers: readonly { keepHouse(now: number): void }[],
): { start(): void; stop(): void } {
	let cancel: Cancel | undefined;

	async function clean(): Promise<void> {
		cancel = ports.timers.after(EVERY_MILLISECONDS, () => void clean());
		try {
			await transactions.run(() => {
				for (const keeper of keepers) keeper.keepHouse(ports.clock.now());
			});
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			ports.log({ level: "error", event: "housekeeping-failed", facts: { message } });
		}
	}

	return { start: () => void clean(), stop: () => cancel?.() };
}

import { engineScheduler } from "../engine/scheduler";
import type { EconomyService } from "./economy-service";
import { Listeners } from "./listeners";

let bound: EconomyService | undefined;

/** Scripts start in no particular order, so they may listen before the server's entry script ran. */
export const listeners = new Listeners(engineScheduler);

/** Called once by the server's entry script. */
export function bindEconomy(service: EconomyService): void {
	assert(bound === undefined, "the economy is bound once");
	bound = service;
	service.onStored((change) => listeners.tell(change));
}

/** `undefined` until the server's entry script ran. */
export function boundEconomy(): EconomyService | undefined {
	return bound;
}

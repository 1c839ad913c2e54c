import type { EconomyUpdate } from "../../../shared/protocol/economy-update";
import type { EconomyService } from "./economy-service";

let bound: EconomyService | undefined;
const listeners = new Array<(update: EconomyUpdate) => void>();

/** Called once by the server's entry script. */
export function bindEconomy(service: EconomyService): void {
	assert(bound === undefined, "the economy is bound once");
	bound = service;
	service.onStored((update) => {
		for (const listener of listeners) listener(update);
	});
}

/** `undefined` until the server's entry script ran: scripts start in no particular order. */
export function boundEconomy(): EconomyService | undefined {
	return bound;
}

/** Returns a function that stops it. */
export function addListener(listener: (update: EconomyUpdate) => void): () => void {
	listeners.push(listener);
	return () => {
		const index = listeners.indexOf(listener);
		if (index >= 0) listeners.remove(index);
	};
}

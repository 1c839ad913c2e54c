import { type EconomyUpdate, encodeUpdate } from "../../../shared/protocol/economy-update";
import type { Receipt } from "../../../shared/wallet/receipt";
import type { Ports } from "../ports";

/** Tells of balances that are stored: the topic for other servers, the player's own client, and scripts of this server. */
export class Announcer {
	private readonly listeners: Array<(update: EconomyUpdate) => void> = [];

	constructor(
		private readonly ports: Pick<Ports, "platform" | "messaging" | "scheduler" | "screens" | "log">,
		private readonly eventTopic: () => string,
	) {}

	onUpdate(listener: (update: EconomyUpdate) => void): void {
		this.listeners.push(listener);
	}

	/** One announcement for everything a save proved: the newest change that moved the balance. */
	announce(userId: number, proved: ReadonlyArray<Receipt>): void {
		const applied = proved.filter((receipt) => receipt.kind === "applied");
		const newest = applied[applied.size() - 1];
		if (newest === undefined) return;
		const { commandId: id, delta, balance, revision, source, reason, at } = newest;
		const update: EconomyUpdate = { userId, id, delta, balance, revision, source, reason, at };
		this.ports.screens.show(userId, { revision, balance, delta, source, reason, at });
		for (const listener of this.listeners) this.ports.scheduler.spawn(() => listener(update));
		this.ports.scheduler.spawn(() => this.publishAsync(update));
	}

	/** A lost announcement costs freshness elsewhere, never money, so it is not repeated. */
	private publishAsync(update: EconomyUpdate): void {
		const text = encodeUpdate(this.ports.platform, update);
		if (!this.ports.messaging.publishAsync(this.eventTopic(), text)) {
			this.ports.log.warn("update-not-published", { userId: update.userId, revision: update.revision });
		}
	}
}

import { type EconomyUpdate, encodeUpdate } from "../../../shared/protocol/economy-update";
import type { Receipt } from "../../../shared/wallet/receipt";
import type { Ports } from "../ports";
import type { PlayerScreens } from "../remotes/player-screens";

function updateOf(userId: number, receipt: Receipt): EconomyUpdate {
	const { commandId: id, delta, balance, revision, source, reason, at } = receipt;
	return { userId, id, delta, balance, revision, source, reason, at };
}

/** Tells of balances that are stored: the topic for other servers, the player's own client, and scripts of this server. */
export class Announcer {
	private readonly listeners: Array<(update: EconomyUpdate) => void> = [];

	constructor(
		private readonly ports: Pick<Ports, "platform" | "messaging" | "scheduler" | "settings" | "log">,
		private readonly screens: Pick<PlayerScreens, "show">,
		private readonly eventTopic: () => string,
	) {}

	onUpdate(listener: (update: EconomyUpdate) => void): void {
		this.listeners.push(listener);
	}

	/**
	 * Screens and other servers hear once for everything a save proved, of the newest change that moved the balance;
	 * scripts of this server hear of each change.
	 */
	announce(userId: number, proved: ReadonlyArray<Receipt>): void {
		const updates = proved.filter((receipt) => receipt.kind === "applied").map((receipt) => updateOf(userId, receipt));
		const newest = updates[updates.size() - 1];
		if (newest === undefined) return;
		const { delta, balance, revision, source, reason, at } = newest;
		this.screens.show(userId, { revision, balance, delta, source, reason, at });
		// Servers of the live game must not hear of balances that a play test in Studio made up.
		if (this.ports.settings.usesLiveWallets) this.ports.scheduler.spawn(() => this.publishAsync(newest));
		for (const update of updates) {
			for (const listener of this.listeners) listener(update);
		}
	}

	/** A lost announcement costs freshness elsewhere, never money, so it is not repeated. */
	private publishAsync(update: EconomyUpdate): void {
		const text = encodeUpdate(this.ports.platform, update);
		if (!this.ports.messaging.publishAsync(this.eventTopic(), text)) {
			this.ports.log.warn("update-not-published", { userId: update.userId, revision: update.revision });
		}
	}
}

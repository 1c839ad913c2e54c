import { walletKey } from "../../../shared/store-keys";
import { type Arrival, arriveOnEntry } from "../../../shared/wallet/arrive-on-entry";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import type { PendingSend } from "../../../shared/wallet/sends";
import type { Ports } from "../ports";
import { awaitProofAsync } from "../wallet/await-proof";
import { factsOf, receiptsBetween } from "../wallet/wallet-facts";
import type { WalletSession } from "../wallet/wallet-session";
import type { WalletSide } from "../wallet/wallet-side";

export const TRANSFER_SOURCE = "transfer";
export const TRANSFER_ACTOR = "game";

function changeOf({ amount, reason, key }: PendingSend): GameChange {
	return { delta: amount, source: TRANSFER_SOURCE, reason, actor: TRANSFER_ACTOR, key };
}

/** The receiving end: coins arrive under their key, so asking again never puts them in twice. True when it is stored. */
export class Arrivals {
	constructor(
		private readonly ports: Pick<Ports, "platform" | "entries" | "scheduler">,
		private readonly side: WalletSide,
	) {}

	/** For a player who is here. */
	putAsync(send: PendingSend, receiver: WalletSession): boolean {
		const outcome = receiver.change(changeOf(send));
		if (outcome.kind !== "settled" && outcome.kind !== "known") return false;
		const revision = outcome.kind === "known" ? outcome.revision : outcome.receipt.revision;
		return awaitProofAsync(this.ports.scheduler, receiver, revision) === "stored";
	}

	/** For a player who is on no server. */
	storeAsync(send: PendingSend): boolean {
		const { platform, entries } = this.ports;
		const now = this.side.now();
		const firstWallet = { born: this.side.newId(), epoch: this.side.epoch() };
		// Only the last run counts: the engine throws earlier ones away when another server wrote in between.
		let arrival: Arrival | undefined;
		const ended = entries.updateAsync(walletKey(send.to), (value, userIds) => {
			arrival = arriveOnEntry(platform, value, userIds, changeOf(send), firstWallet, now);
			return arrival.kind === "settled" ? arrival.write : undefined;
		});
		if (ended === "unknown" || arrival === undefined || arrival.kind === "waits") return false;
		if (arrival.kind === "settled") {
			const { before, after } = arrival;
			this.side.proved(factsOf(send.to, after), receiptsBetween(after, before.revision, after.revision));
		}
		return true;
	}
}

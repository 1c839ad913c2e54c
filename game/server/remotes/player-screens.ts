import type { BalanceMessage, Ports } from "../ports";

/**
 * What players are told about their wallets. Reasons come from outside the game, or from a data store, and Roblox
 * holds the game responsible for every such text that a player reads: so each one is filtered first.
 */
export class PlayerScreens {
	/** Messages that wait behind one whose reason is being filtered, so that each player hears in order. */
	private readonly waiting = new Map<number, Array<BalanceMessage>>();

	constructor(private readonly ports: Pick<Ports, "scheduler" | "screens" | "textFilter" | "log">) {}

	show(userId: number, message: BalanceMessage): void {
		const waiting = this.waiting.get(userId);
		if (waiting !== undefined) {
			waiting.push(message);
			return;
		}
		this.ports.scheduler.spawn(() => this.showAllAsync(userId, [message]));
	}

	private showAllAsync(userId: number, waiting: Array<BalanceMessage>): void {
		this.waiting.set(userId, waiting);
		for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
			const reason = message.reason === "" ? "" : this.filterAsync(userId, message.reason);
			this.ports.screens.show(userId, { ...message, reason });
		}
		this.waiting.delete(userId);
	}

	/** Nothing in place of a text that could not be judged: the coins are told all the same. */
	private filterAsync(userId: number, reason: string): string {
		const filtered = this.ports.textFilter.filterAsync(reason, userId);
		if (filtered === undefined) this.ports.log.warn("reason-not-filtered", { userId });
		return filtered ?? "";
	}
}

import { UNACKNOWLEDGED_MAX } from "../limits";
import { type BadChangeCode, findBadChange } from "./bad-change";
import { canDefer, defer } from "./deferred";
import { rememberKey } from "./game-keys";
import type { Receipt } from "./receipt";
import { addSend, SENDS_MAX } from "./sends";
import { appendReceipt, countUnacknowledged, type Wallet } from "./wallet";

/** A change by the game itself: a purchase, a quest, a shop. It carries no companion number. */
export interface GameChange {
	readonly delta: number;
	readonly source: string;
	readonly reason: string;
	readonly actor: string;
	/** With a key the change takes effect once, however often it is asked for. */
	readonly key?: string;
	/** Whose wallet gets what this change takes out, and under which key it arrives there. */
	readonly send?: { readonly to: number; readonly key: string };
}

export type GameChangeOutcome =
	| { readonly kind: "settled"; readonly wallet: Wallet; readonly receipt: Receipt }
	/** In the balance; its receipt follows when the list has room. */
	| { readonly kind: "deferred"; readonly wallet: Wallet }
	| { readonly kind: "known"; readonly wallet: Wallet; readonly revision: number }
	/** The key stands for another amount, which this revision changed. */
	| { readonly kind: "denied"; readonly wallet: Wallet; readonly code: "key-conflict"; readonly revision: number }
	| { readonly kind: "denied"; readonly wallet: Wallet; readonly code: BadChangeCode | "try-later" };

/** Decides one change by the game. Pure. A denial leaves no receipt: the caller is a script and gets the code at once. */
export function reduceGameChange(wallet: Wallet, change: GameChange, now: number): GameChangeOutcome {
	if (change.key !== undefined) {
		const revision = wallet.keys[change.key];
		if (revision !== undefined) return answerKnownKey(wallet, change, revision);
	}
	const bad = findBadChange(wallet.balance, change.delta);
	if (bad !== undefined) return { kind: "denied", wallet, code: bad };
	if (change.send !== undefined && wallet.sends.size() >= SENDS_MAX)
		return { kind: "denied", wallet, code: "try-later" };
	const hasRoom = countUnacknowledged(wallet) < UNACKNOWLEDGED_MAX && wallet.deferred.isEmpty();
	if (hasRoom) return settle(wallet, change, now);
	// A key promises an answer that can be proved, and a change without a number has no proof.
	if (change.key !== undefined || !canDefer(wallet, change.delta)) return { kind: "denied", wallet, code: "try-later" };
	return { kind: "deferred", wallet: defer(wallet, change) };
}

function answerKnownKey(wallet: Wallet, change: GameChange, revision: number): GameChangeOutcome {
	const receipt = wallet.receipts.find(
		(candidate) => candidate.revision === revision && candidate.commandId === change.key,
	);
	// Once the receipt is evicted its amount is gone; the key alone still answers that it was done.
	if (receipt !== undefined && receipt.delta !== change.delta) {
		return { kind: "denied", wallet, code: "key-conflict", revision };
	}
	return { kind: "known", wallet, revision };
}

function settle(wallet: Wallet, change: GameChange, now: number): GameChangeOutcome {
	const unkeyed: Receipt = {
		revision: wallet.revision + 1,
		source: change.source,
		kind: "applied",
		delta: change.delta,
		balance: wallet.balance + change.delta,
		actor: change.actor,
		reason: change.reason,
		at: now,
	};
	if (change.key === undefined) return { kind: "settled", wallet: appendReceipt(wallet, unkeyed), receipt: unkeyed };
	const receipt = { ...unkeyed, commandId: change.key };
	const settled = rememberKey(appendReceipt(wallet, receipt), change.key, receipt.revision, now);
	return { kind: "settled", wallet: withSend(settled, change, receipt), receipt };
}

function withSend(wallet: Wallet, { send }: GameChange, { delta, reason, revision, at }: Receipt): Wallet {
	return send === undefined ? wallet : addSend(wallet, { ...send, amount: -delta, reason, revision, at });
}

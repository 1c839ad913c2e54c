import { BALANCE_MAX, UNACKNOWLEDGED_MAX } from "../limits";
import { appendReceipt, countUnacknowledged, numberedBalance, type DeferredChange, type Wallet } from "./wallet";

/** Puts a change by the game into the balance without a number, beside others of the same source and reason. */
export function defer(wallet: Wallet, change: { source: string; reason: string; delta: number }): Wallet {
	const same = (item: DeferredChange) => item.source === change.source && item.reason === change.reason;
	const balance = wallet.balance + change.delta;
	if (!wallet.deferred.some(same)) {
		const item = { source: change.source, reason: change.reason, count: 1, delta: change.delta };
		return { ...wallet, balance, deferred: [...wallet.deferred, item] };
	}
	const deferred = wallet.deferred.map((item) =>
		same(item) ? { ...item, count: item.count + 1, delta: item.delta + change.delta } : item,
	);
	return { ...wallet, balance, deferred };
}

/** Whether all waiting credits could still be numbered one after the other if this one waited too. */
export function canDefer(wallet: Wallet, delta: number): boolean {
	let highest = numberedBalance(wallet) + (delta > 0 ? delta : 0);
	for (const change of wallet.deferred) {
		if (change.delta > 0) highest += change.delta;
	}
	return highest <= BALANCE_MAX;
}

/**
 * Gives numbers to waiting changes as far as the list has room; call it after each acknowledgement. Credits come before
 * debits, so that no receipt on the way shows a negative balance.
 */
export function numberDeferred(wallet: Wallet, now: number): Wallet {
	let current = wallet;
	while (countUnacknowledged(current) < UNACKNOWLEDGED_MAX) {
		const change = current.deferred.find((item) => item.delta > 0) ?? current.deferred[0];
		if (change === undefined) return current;
		current = giveNumber(current, change, now);
	}
	return current;
}

function giveNumber(wallet: Wallet, change: DeferredChange, now: number): Wallet {
	// Its sum is in the balance already: take it out, because appending the receipt puts it in.
	const deferred = wallet.deferred.filter((item) => item !== change);
	const without = { ...wallet, balance: wallet.balance - change.delta, deferred };
	return appendReceipt(without, {
		revision: wallet.revision + 1,
		source: change.source,
		kind: "applied",
		delta: change.delta,
		balance: numberedBalance(without) + change.delta,
		actor: "game",
		reason: change.reason,
		at: now,
	});
}

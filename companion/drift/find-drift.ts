import { walletKey } from "../../shared/store-keys";
import type { Ports } from "../ports";
import type { ConditionalEntries } from "../roblox/open-cloud/open-cloud";
import { readStored } from "../reconcile/read-stored";
import { compareWallet, type Drift } from "./compare-wallet";
import type { AuditFacts, WalletFacts } from "./wallet-facts";

export interface DriftReport {
	/** No drift, and every wallet was read. */
	readonly ok: boolean;
	/** Wallets that were compared. */
	readonly wallets: number;
	/** Receipts that are stored and on their way to the audit. */
	readonly waiting: number;
	/** Players whose entry could not be read. */
	readonly unread: readonly number[];
	readonly drift: readonly Drift[];
}

interface Parts {
	readonly timers: Ports["timers"];
	readonly facts: AuditFacts;
	readonly entries: Pick<ConditionalEntries, "read">;
	/** Reads a minute. */
	readonly pace: number;
	readonly onProgress: (wallets: number) => void;
}

const WALLETS_AT_ONCE = 100;

/** Reads every player's entry, or one player's, at the pace given. Awaits Open Cloud and writes nothing anywhere. */
export async function findDrift(parts: Parts, userId?: number): Promise<DriftReport> {
	const tally = { wallets: 0, waiting: 0, unread: new Array<number>(), drift: new Array<Drift>() };
	for (const wallet of listWallets(parts.facts, userId)) {
		if (tally.wallets + tally.unread.length > 0) await rest(parts);
		const read = await parts.entries.read(walletKey(wallet.userId), { priority: "report" });
		if (!read.ok) {
			tally.unread.push(wallet.userId);
			continue;
		}
		const { waiting, drift } = compareWallet(wallet, readStored(read.value?.value), parts.facts);
		tally.wallets += 1;
		tally.waiting += waiting;
		if (drift !== undefined) tally.drift.push(drift);
		parts.onProgress(tally.wallets);
	}
	return { ok: tally.drift.length === 0 && tally.unread.length === 0, ...tally };
}

/** The facts of each are read right before its entry. */
function* listWallets(facts: AuditFacts, userId: number | undefined): Generator<WalletFacts> {
	if (userId !== undefined) {
		const wallet = facts.findWallet(userId);
		if (wallet !== undefined) yield wallet;
		return;
	}
	let above = 0;
	let page = facts.listWallets(above, WALLETS_AT_ONCE);
	while (page.length > 0) {
		for (const { userId: next, id } of page) {
			above = id;
			const wallet = facts.findWallet(next);
			if (wallet !== undefined) yield wallet;
		}
		page = facts.listWallets(above, WALLETS_AT_ONCE);
	}
}

function rest({ timers, pace }: Pick<Parts, "timers" | "pace">): Promise<void> {
	return new Promise((resolve) => void timers.after(60_000 / pace, resolve));
}

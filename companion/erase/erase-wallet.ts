import { bunPlatform } from "../../shared/bun/platform";
import { walletKey } from "../../shared/store-keys";
import { isLastingKey } from "../../shared/wallet/game-keys";
import { readEntry, readLock, withWallet } from "../../shared/wallet/stored-entry";
import { createWallet, type Wallet } from "../../shared/wallet/wallet";
import { decodeWallet } from "../../shared/wallet/wallet-codec";
import type { Backups } from "../backup/create-backups";
import type { Transactions } from "../database/transactions";
import type { EntryReads } from "../reconcile/entry-reads";
import type { ConditionalEntries, StoredEntry } from "../roblox/open-cloud/conditional-entries";
import type { ErasureRow } from "./erasures";
import { forgetPlayer, type ForgetContext } from "./forget-player";

/** What an erasure waits for; it is looked at again. */
export type EraseWait =
	"open-commands" | "store-unavailable" | "wallet-unreadable" | "held" | "audit" | "backup" | "deferred" | "lost-race";

export interface EraseParts {
	readonly transactions: Transactions;
	/** Of the wallet store. */
	readonly entries: ConditionalEntries;
	readonly context: ForgetContext & {
		readonly reads: Pick<EntryReads, "ask">;
		/** Of this journal. */
		readonly epoch: number;
	};
	readonly backups: Pick<Backups, "isOn" | "ask">;
	readonly mayCommand: () => boolean;
	/** Unix milliseconds. */
	readonly now: () => number;
}

/** Nobody watches an erasure. */
const PATIENTLY = { priority: "report" } as const;

/**
 * One step of an erasure (rule E1): puts an empty wallet with a new life in the place of one that is unlocked and whose
 * every receipt is acknowledged, by one conditional write, and forgets the player once the entry was seen so. Purchase
 * keys stay, because Roblox delivers a purchase again however late. Awaits Open Cloud. `undefined`: it is replaced.
 */
export async function eraseWallet(parts: EraseParts, erasure: ErasureRow): Promise<EraseWait | undefined> {
	const read = await parts.entries.read(walletKey(erasure.user_id), PATIENTLY);
	if (!read.ok) return "store-unavailable";
	const state = readEntry(read.value?.value);
	if (state.kind === "damaged") return "wallet-unreadable";
	const decoded = decodeWallet(bunPlatform, state.kind === "present" ? state.entry.Data.wallet : undefined);
	if (!decoded.ok) return "wallet-unreadable";
	const wallet = decoded.value;
	if (wallet === undefined && erasure.old_born === null) return await forgetWithoutWallet(parts, erasure);
	if (wallet?.born === erasure.new_born) {
		await parts.transactions.run(() => forgetPlayer(parts.context, erasure, wallet, parts.now()));
		return undefined;
	}
	// An entry whose known wallet is gone is an alarm for people, not an erasure.
	if (wallet === undefined || state.kind !== "present" || read.value === undefined) return "wallet-unreadable";
	if (readLock(bunPlatform, state.entry) !== undefined) return "held";
	const wait = await parts.transactions.run(() => prepare(parts, erasure, wallet));
	if (wait !== undefined) return wait;
	const value = withWallet(state.entry, emptyWallet(wallet, erasure.new_born, parts.context.epoch), false);
	return await replace(parts, { ...erasure, old_born: wallet.born }, read.value, value);
}

/** Nothing is stored; but a command under way could still bring a wallet into being, so those end first. */
async function forgetWithoutWallet(parts: EraseParts, erasure: ErasureRow): Promise<EraseWait | undefined> {
	return await parts.transactions.run(() => {
		if (parts.context.journal.listOpen(erasure.user_id).length > 0) return "open-commands";
		forgetPlayer(parts.context, erasure, undefined, parts.now());
		return undefined;
	});
}

/** One unit: may this very wallet go, and which life that is. */
function prepare(parts: EraseParts, erasure: ErasureRow, wallet: Wallet): EraseWait | undefined {
	const { context, backups } = parts;
	if (!wallet.deferred.isEmpty()) return "deferred";
	const life = context.wallets.find(erasure.user_id, wallet.born);
	if (life === undefined || life.audited < wallet.revision) {
		context.reads.ask(erasure.user_id, parts.now());
		return "audit";
	}
	if (life.acked < wallet.revision) {
		backups.ask();
		return "backup";
	}
	context.erasures.intend(erasure.id, wallet.born);
	return undefined;
}

function emptyWallet(old: Wallet, born: string, epoch: number): Wallet {
	const purchases = Object.keys(old.keys).filter(isLastingKey);
	// Revision 0 is stored from the start: the purchase is answered as known at once, and no receipt is mistaken for it.
	const keys = Object.fromEntries(purchases.map((key) => [key, 0]));
	// What is on its way belongs to others already.
	const sends = old.sends.map((send) => ({ ...send, reason: "", revision: 0 }));
	return { ...createWallet(born, epoch), keys, purchases: purchases.length, sends };
}

async function replace(
	parts: EraseParts,
	erasure: ErasureRow,
	{ version, users, attributes }: StoredEntry,
	value: object,
): Promise<EraseWait | undefined> {
	if (!parts.mayCommand()) return "store-unavailable";
	const key = walletKey(erasure.user_id);
	const written = await parts.entries.write(key, { value, users, attributes }, { version }, PATIENTLY);
	if (!written.ok) return written.error.code === "condition-failed" ? "lost-race" : "store-unavailable";
	// Seen, not assumed: what another write made of it meanwhile decides.
	const seen = await parts.entries.read(key, PATIENTLY);
	if (!seen.ok) return "store-unavailable";
	const state = readEntry(seen.value?.value);
	const decoded = state.kind === "present" ? decodeWallet(bunPlatform, state.entry.Data.wallet) : undefined;
	const wallet = decoded?.ok === true ? decoded.value : undefined;
	if (wallet?.born !== erasure.new_born) return "lost-race";
	await parts.transactions.run(() => forgetPlayer(parts.context, erasure, wallet, parts.now()));
	return undefined;
}

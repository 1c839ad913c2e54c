import { userIdOfKey } from "../roblox/watch/wallet-entry";
import type { History } from "../run/history";
import { isSameReceipt, readWalletValue, type StoredReceipt, type WalletValue } from "./wallet-value";

/** A receipt when it was stored first. */
export interface KeptReceipt {
	readonly userId: number;
	readonly born: string;
	readonly storedAt: number;
	readonly receipt: StoredReceipt;
}

/** One write of one player's entry. */
export interface WalletWrite {
	readonly time: number;
	readonly writer: string;
	readonly userId: number;
	readonly before: WalletValue | "none" | "malformed";
	readonly after: WalletValue | "none" | "malformed";
}

/** All that was ever stored of wallets, in order. */
export interface StoredWallets {
	readonly writes: readonly WalletWrite[];
	/** Each content of each number of each wallet life once, in the order of storing. */
	readonly receipts: readonly KeptReceipt[];
	/** Some number of some life was stored with two contents. */
	readonly hasChangedReceipts: boolean;
	/** The value of the last write, by player. */
	readonly newest: ReadonlyMap<number, WalletValue | "none" | "malformed">;
	/** Whose life it is: the audit names the owner of an erased one by a pseudonym (rule E1). */
	ownerOf(life: { readonly userId: number; readonly born: string }): number;
	findById(userId: number, commandId: string): readonly KeptReceipt[];
	findByRevision(userId: number, born: string, revision: number): readonly KeptReceipt[];
}

/** A history does not change, and every checker asks for the same reading of it. */
const readings = new WeakMap<History, StoredWallets>();

export function readStoredWallets(history: History): StoredWallets {
	const known = readings.get(history);
	if (known !== undefined) return known;
	const reading = read(history);
	readings.set(history, reading);
	return reading;
}

function read(history: History): StoredWallets {
	const writes: WalletWrite[] = [];
	const newest = new Map<number, WalletValue | "none" | "malformed">();
	const kept = new KeptReceipts();
	const owners = new Map<string, number>();
	for (const { event } of history.events) {
		if (event.kind !== "store.written" || event.write.store !== history.storeName) continue;
		const { time, writer, key, value } = event.write;
		const userId = userIdOfKey(key);
		if (userId === undefined) continue;
		const read = readWalletValue(value);
		const after = typeof read === "string" ? read : kept.keep(userId, time, read);
		writes.push({ time, writer, userId, before: newest.get(userId) ?? "none", after });
		newest.set(userId, after);
		if (typeof after !== "string") owners.set(after.born, userId);
	}
	return {
		writes,
		receipts: kept.all,
		hasChangedReceipts: kept.all.length > kept.byRevision.size,
		newest,
		ownerOf: ({ userId, born }) => (isPseudonym(userId) ? (owners.get(born) ?? userId) : userId),
		findById: (userId, commandId) => kept.byId.get(`${userId} ${commandId}`) ?? [],
		findByRevision: (userId, born, revision) => kept.byRevision.get(`${userId} ${born} ${revision}`) ?? [],
	};
}

/** Ids of players are positive. */
export function isPseudonym(userId: number): boolean {
	return userId < 0;
}

/** Equal receipts become one object: a list is stored again with every write. */
class KeptReceipts {
	readonly all: KeptReceipt[] = [];
	readonly byId = new Map<string, KeptReceipt[]>();
	readonly byRevision = new Map<string, KeptReceipt[]>();

	keep(userId: number, storedAt: number, wallet: WalletValue): WalletValue {
		const receipts = wallet.receipts.map((receipt) => this.#intern(userId, wallet.born, storedAt, receipt));
		return { ...wallet, receipts };
	}

	#intern(userId: number, born: string, storedAt: number, receipt: StoredReceipt): StoredReceipt {
		const place = `${userId} ${born} ${receipt.revision}`;
		const known = this.byRevision.get(place)?.find((item) => isSameReceipt(item.receipt, receipt));
		if (known !== undefined) return known.receipt;
		const item: KeptReceipt = { userId, born, storedAt, receipt };
		this.all.push(item);
		append(this.byRevision, place, item);
		if (receipt.commandId !== undefined) append(this.byId, `${userId} ${receipt.commandId}`, item);
		return receipt;
	}
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [item]);
	else list.push(item);
}

import { bunPlatform } from "../../../shared/bun/platform";
import type { LockIdentity } from "../../../shared/protocol/command";
import type { ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import { decodeWallet } from "../../../shared/wallet/wallet-codec";
import { readWalletValue, type StoredReceipt, type WalletValue } from "../../checkers/wallet-value";
import { isJsonObject, parseJson, valueAt } from "../../json";
import type { LocalRoblox } from "../../roblox/local-roblox";
import { readSessionFields } from "../../roblox/watch/wallet-entry";
import { walletAddress } from "../../world/wallet-address";

/** The stored truth about players, read beside the product. */
export class StageStore {
	readonly #roblox: LocalRoblox;
	readonly #storeName: string;

	constructor(roblox: LocalRoblox, storeName: string) {
		this.#roblox = roblox;
		this.#storeName = storeName;
	}

	text(userId: number): string | null {
		return this.#roblox.stores.read(walletAddress(this.#storeName, userId))?.value ?? null;
	}

	/** Throws while the player has no wallet that can be read. */
	wallet(userId: number): WalletValue {
		const wallet = this.findWallet(userId);
		if (wallet === undefined) throw new Error(`user ${userId} has no stored wallet`);
		return wallet;
	}

	findWallet(userId: number): WalletValue | undefined {
		const wallet = readWalletValue(this.text(userId));
		return typeof wallet === "string" ? undefined : wallet;
	}

	/** Whether the stored list still holds a receipt of this command, or of a change with this key. */
	lists(userId: number, commandId: string): boolean {
		return this.wallet(userId).receipts.some((receipt) => receipt.commandId === commandId);
	}

	/** Job id of the server whose lock is stored. */
	lockJob(userId: number): string | undefined {
		return readSessionFields(this.text(userId)).activeJob;
	}

	/** The stored lock as a command may name it. Throws when there is none. */
	lock(userId: number): LockIdentity {
		const job = this.lockJob(userId);
		const metadata = valueAt(parseJson(this.text(userId) ?? ""), "MetaData");
		if (job === undefined || !isJsonObject(metadata)) throw new Error(`user ${userId} is not locked`);
		return { job, loads: Number(metadata["SessionLoadCount"]), updated: Number(metadata["LastUpdate"]) };
	}

	/** A stored receipt as its server would ship it. */
	shipped(userId: number, revision: number): ShippedReceipt {
		const decoded = decodeWallet(bunPlatform, valueAt(parseJson(this.text(userId) ?? ""), "Data", "wallet"));
		const wallet = decoded.ok ? decoded.value : undefined;
		const receipt = wallet?.receipts.find((candidate) => candidate.revision === revision);
		if (wallet === undefined || receipt === undefined) throw new Error(`no stored receipt ${revision}`);
		return { userId, born: wallet.born, epoch: wallet.epoch, receipt };
	}

	/** Every receipt of a command that was ever stored, in whatever version of the entry. */
	receiptsEver(userId: number, commandId: string): readonly StoredReceipt[] {
		const { key } = walletAddress(this.#storeName, userId);
		const found = new Map<number, StoredReceipt>();
		for (const write of this.#roblox.stores.history) {
			const wallet = write.key === key ? readWalletValue(write.value) : "none";
			if (typeof wallet === "string") continue;
			for (const receipt of wallet.receipts) {
				if (receipt.commandId === commandId) found.set(receipt.revision, receipt);
			}
		}
		return [...found.values()];
	}

	/** How often a command changed the balance in what was ever stored. */
	timesApplied(userId: number, commandId: string): number {
		return this.receiptsEver(userId, commandId).filter((receipt) => receipt.kind === "applied").length;
	}
}

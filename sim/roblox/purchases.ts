import type { InboxRecord } from "../luau/records";
import type { Random } from "../random";

interface Purchase {
	readonly id: string;
	readonly userId: number;
	readonly productId: number;
}

export interface PurchasePorts {
	readonly random: Random;
	/** Job id of the server the player is on. */
	readonly serverOf: (userId: number) => string | undefined;
	readonly deliver: (jobId: string, record: PurchaseRecord) => void;
}

type PurchaseRecord = Extract<InboxRecord, { readonly t: "purchase" }>;

const ROBUX = 99;

/**
 * Purchases of developer products (creator-docs, `classes/MarketplaceService`, ProcessReceipt): a player's unresolved
 * ones are delivered when he buys another and when he joins a server, and at no other time. One that was answered with
 * "granted" is resolved, unless the answer is lost on its way.
 */
export class Purchases {
	/** While true, Roblox does not record what games answer. */
	losesAnswers = false;
	readonly #ports: PurchasePorts;
	readonly #unresolved = new Map<string, Purchase>();

	constructor(ports: PurchasePorts) {
		this.#ports = ports;
	}

	/** The player pays. Returns the purchase's id. */
	buy(userId: number, productId: number): string {
		const id = this.#ports.random.uuid();
		this.#unresolved.set(id, { id, userId, productId });
		this.deliverTo(userId);
		return id;
	}

	/** Hands all unresolved purchases of the player to the server he is on. */
	deliverTo(userId: number): void {
		const jobId = this.#ports.serverOf(userId);
		if (jobId === undefined) return;
		for (const { id: purchaseId, userId: buyer, productId } of this.#unresolved.values()) {
			if (buyer === userId) {
				this.#ports.deliver(jobId, { t: "purchase", purchaseId, userId, productId, robux: ROBUX });
			}
		}
	}

	decide(purchaseId: string, isGranted: boolean): void {
		if (isGranted && !this.losesAnswers) this.#unresolved.delete(purchaseId);
	}

	isResolved(purchaseId: string): boolean {
		return !this.#unresolved.has(purchaseId);
	}
}

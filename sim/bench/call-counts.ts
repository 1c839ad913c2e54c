import type { RobloxEvent } from "../roblox/events";
import { userIdOfKey } from "../roblox/watch/wallet-entry";
import type { WatchedCall } from "../world/virtual-world";
import type { BenchPlan, Executor } from "./plan";

export interface Counts {
	publishes: number;
	/** Reads and writes of wallets through Open Cloud. */
	reads: number;
	writes: number;
	/** What game servers asked of their data stores; an UpdateAsync is a read and a write, as Roblox counts it. */
	dataStoreOps: number;
	settled: number;
	/** Virtual seconds from command to outcome. */
	readonly seconds: number[];
}

const EXECUTORS = ["owner", "designated", "companion"] as const;

/** Counts calls by what they are and by whose wallet they are about. */
export class CallCounts {
	readonly by: { readonly [Where in Executor]: Counts } = { owner: none(), designated: none(), companion: none() };
	/** Rings that name no wallet. */
	publishesWithoutWallet = 0;
	/** Answers of 429. */
	refused = 0;
	readonly #executorOf = new Map<number, Executor>();

	constructor({ players }: BenchPlan) {
		for (const executor of EXECUTORS) for (const { id } of players[executor]) this.#executorOf.set(id, executor);
	}

	of(userId: number): Counts {
		const executor = this.#executorOf.get(userId);
		if (executor === undefined) throw new Error(`user ${userId} is nobody's`);
		return this.by[executor];
	}

	/** A call of the companion, answered. */
	readonly takeCall = ({ method, url, body }: Omit<WatchedCall, "headers">, response: Response): void => {
		if (response.status === 429) this.refused += 1;
		const { pathname, searchParams } = new URL(url);
		if (pathname.endsWith(":publishMessage")) return this.#takePublish(body);
		const key = searchParams.get("entryKey") ?? /\/entries\/([^/:?]+)$/.exec(pathname)?.[1] ?? "";
		const userId = userIdOfKey(key);
		if (userId === undefined) return;
		if (method === "GET") this.of(userId).reads += 1;
		else this.of(userId).writes += 1;
	};

	/** A command for this player took effect, `seconds` after it was given. */
	takeSettled(userId: number, seconds: number): void {
		const counts = this.of(userId);
		counts.settled += 1;
		counts.seconds.push(seconds);
	}

	readonly hear = (event: RobloxEvent): void => {
		if (event.kind !== "store.called") return;
		const userId = userIdOfKey(event.request.key);
		if (userId !== undefined) this.of(userId).dataStoreOps += 1;
	};

	#takePublish(body: string): void {
		// The message is JSON in JSON, so that quotes in it are escaped.
		const userId = /\\?"userId\\?":(\d+)/.exec(body)?.[1];
		if (userId === undefined) this.publishesWithoutWallet += 1;
		else this.of(Number(userId)).publishes += 1;
	}
}

function none(): Counts {
	return { publishes: 0, reads: 0, writes: 0, dataStoreOps: 0, settled: 0, seconds: [] };
}

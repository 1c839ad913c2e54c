import { SECOND } from "../../clock/scheduler";
import type { RobloxEvent } from "../../roblox/events";
import type { AuditedReceipt, History, Intent, ReplySeen } from "../../run/history";

const STORE = "EconomyWallet";

export interface ReceiptSketch {
	readonly revision: number;
	readonly commandId?: string;
	readonly seq?: number;
	readonly kind?: string;
	readonly code?: string;
	readonly delta: number;
	readonly balance: number;
}

export interface WalletSketch {
	readonly born?: string;
	readonly epoch?: number;
	readonly balance: number;
	readonly revision: number;
	readonly lastSeq: number;
	readonly acked?: number;
	readonly receipts: readonly ReceiptSketch[];
	readonly deferred?: readonly { readonly delta: number }[];
}

export interface EntrySketch {
	/** How often the session was taken so far; each load that takes it adds one. */
	readonly loads?: number;
	readonly activeJob?: string;
	readonly forceLoadJob?: string;
}

/** Writes a small history by hand, in seconds. */
export class HistoryBuilder {
	readonly #events: { time: number; event: RobloxEvent }[] = [];
	readonly #values = new Map<number, string>();
	#history: Partial<History> = {};

	at(seconds: number, event: RobloxEvent): this {
		this.#events.push({ time: seconds * SECOND, event });
		return this;
	}

	wrote(seconds: number, writer: string, userId: number, wallet?: WalletSketch, session: EntrySketch = {}): this {
		const value = JSON.stringify({
			Data: wallet === undefined ? {} : { wallet: completeWallet(wallet) },
			MetaData: {
				...(session.loads === undefined ? {} : { SessionLoadCount: session.loads }),
				...(session.activeJob === undefined ? {} : { ActiveSession: [1, session.activeJob] }),
				...(session.forceLoadJob === undefined ? {} : { ForceLoadSession: [1, session.forceLoadJob] }),
			},
		});
		const valueBefore = this.#values.get(userId) ?? null;
		this.#values.set(userId, value);
		const address = { store: STORE, scope: "global", key: `Player_${userId}` };
		const versions = { versionBefore: null, versionAfter: `${this.#events.length}` };
		const write = { ...address, ...versions, time: seconds * SECOND, writer, valueBefore, value };
		return this.at(seconds, { kind: "store.written", write });
	}

	with(parts: Partial<History>): this {
		this.#history = { ...this.#history, ...parts };
		return this;
	}

	build(): History {
		return {
			storeName: STORE,
			intents: [],
			replies: [],
			told: [],
			events: this.#events.toSorted((a, b) => a.time - b.time),
			audit: [],
			entries: this.#values,
			probes: [],
			errors: [],
			healedAt: 900 * SECOND,
			endedAt: 1_000 * SECOND,
			...this.#history,
		};
	}
}

function completeWallet(wallet: WalletSketch): object {
	const receipts = wallet.receipts.map((receipt) => ({ ...LABELS, kind: "applied", ...receipt }));
	return { version: 1, born: "b1", epoch: 1, acked: 0, keys: {}, deferred: [], ...wallet, receipts };
}

const LABELS = { source: "txn", actor: "discord:1", reason: "", at: 1 };

export function intent(commandId: string, userId: number, delta: number): Intent {
	return { commandId, userId, delta, askedAt: 0 };
}

export function reply(seconds: number, commandId: string, outcome: ReplySeen["outcome"], balance?: number): ReplySeen {
	const time = seconds * SECOND;
	return { time, interactionId: "1", commandId, outcome, isRepeat: false, code: undefined, balance };
}

export function auditRow(userId: number, receipt: ReceiptSketch, born = "b1"): AuditedReceipt {
	const { revision, commandId, code, delta, balance } = receipt;
	return { userId, born, revision, commandId, kind: receipt.kind ?? "applied", code, delta, balance };
}

import { isJsonObject, parseJson, valueAt } from "../json";

/** A receipt as it lies in the store. Read here anew: the product's own reader may be what is broken. */
export interface StoredReceipt {
	readonly revision: number;
	readonly commandId: string | undefined;
	readonly seq: number | undefined;
	readonly source: string;
	readonly kind: string;
	readonly code: string | undefined;
	readonly delta: number;
	readonly balance: number;
	readonly actor: string;
	readonly reason: string;
	readonly at: number;
}

export interface WalletValue {
	readonly born: string;
	readonly epoch: number;
	readonly balance: number;
	readonly revision: number;
	readonly lastSeq: number;
	readonly acked: number;
	readonly receipts: readonly StoredReceipt[];
	/** Sum of the changes that wait for a number. */
	readonly deferredSum: number;
}

/** The wallet in an entry's JSON text: `none` when there is none, `malformed` when it cannot be read. */
export function readWalletValue(value: string | null): WalletValue | "none" | "malformed" {
	const wallet = value === null ? undefined : valueAt(parseJson(value), "Data", "wallet");
	if (wallet === undefined || wallet === null) return "none";
	const receipts = listAt(wallet, "receipts").map(readReceipt);
	const known = receipts.filter((receipt) => receipt !== undefined);
	const deferred = listAt(wallet, "deferred").map((change) => numberAt(change, "delta"));
	const read: WalletValue = {
		born: textAt(wallet, "born") ?? "",
		epoch: numberAt(wallet, "epoch"),
		balance: numberAt(wallet, "balance"),
		revision: numberAt(wallet, "revision"),
		lastSeq: numberAt(wallet, "lastSeq"),
		acked: numberAt(wallet, "acked"),
		receipts: known,
		deferredSum: deferred.reduce((sum, delta) => sum + delta, 0),
	};
	const numbers = [read.epoch, read.balance, read.revision, read.lastSeq, read.acked, read.deferredSum];
	const isWhole = read.born !== "" && known.length === receipts.length && numbers.every(Number.isFinite);
	return isWhole ? read : "malformed";
}

export function isSameReceipt(a: StoredReceipt, b: StoredReceipt): boolean {
	return (
		a.revision === b.revision &&
		a.commandId === b.commandId &&
		a.seq === b.seq &&
		a.source === b.source &&
		a.kind === b.kind &&
		a.code === b.code &&
		a.delta === b.delta &&
		a.balance === b.balance &&
		a.actor === b.actor &&
		a.reason === b.reason &&
		a.at === b.at
	);
}

/** A receipt in decoded JSON, stored or on its way. */
export function readReceipt(value: unknown): StoredReceipt | undefined {
	if (!isJsonObject(value)) return undefined;
	const receipt: StoredReceipt = {
		revision: numberAt(value, "revision"),
		commandId: textAt(value, "commandId"),
		seq: value["seq"] === undefined ? undefined : numberAt(value, "seq"),
		source: textAt(value, "source") ?? "",
		kind: textAt(value, "kind") ?? "",
		code: textAt(value, "code"),
		delta: numberAt(value, "delta"),
		balance: numberAt(value, "balance"),
		actor: textAt(value, "actor") ?? "",
		reason: textAt(value, "reason") ?? "",
		at: numberAt(value, "at"),
	};
	const numbers = [receipt.revision, receipt.delta, receipt.balance, receipt.at];
	return receipt.kind !== "" && numbers.every(Number.isFinite) ? receipt : undefined;
}

/** An empty Luau table has no kind of its own: `{}` may stand where a list is meant. */
export function listAt(value: unknown, name: string): readonly unknown[] {
	const list = valueAt(value, name);
	return Array.isArray(list) ? list : [];
}

export function numberAt(value: unknown, name: string): number {
	const found = valueAt(value, name);
	return typeof found === "number" ? found : Number.NaN;
}

export function textAt(value: unknown, name: string): string | undefined {
	const found = valueAt(value, name);
	return typeof found === "string" ? found : undefined;
}

import {
	BALANCE_MAX,
	COMMAND_ID_BYTES_MAX,
	REASON_BYTES_MAX,
	SEQ_MAX,
	SOURCE_BYTES_MAX,
	UNACKNOWLEDGED_HARD_MAX,
} from "../limits";
import type { Platform } from "../platform";
import { FieldReader, type FieldProblem } from "../protocol/fields";
import { readReceipt } from "../protocol/receipt-codec";
import { fail, ok, type Result } from "../result";
import { migrateWallet, WALLET_VERSION } from "./migrations";
import { SENDS_MAX } from "./sends";
import type { Wallet } from "./wallet";

export type WalletProblem = FieldProblem | { readonly code: "unknown-version" };

const RECEIPTS_MAX = UNACKNOWLEDGED_HARD_MAX + 64;
/** Far more than a game can use in 30 days at the pace of an entry's writes. */
const KEY_TIMES_MAX = 500_000;
const DEFERRED_MAX = 10_000;
const VERSION_MAX = 1_000;

/**
 * Reads a stored wallet (`Data.wallet` of the profile). `undefined` inside `ok`: the profile has none yet. Fields of a
 * newer program are kept, so that an older server does not drop them when it saves.
 */
export function decodeWallet(platform: Platform, stored: unknown): Result<Wallet | undefined, WalletProblem> {
	if (stored === undefined) return ok(undefined);
	const version = new FieldReader(platform, stored).integer("version", 1, VERSION_MAX);
	if (version > WALLET_VERSION) return fail({ code: "unknown-version" });
	const current = isTable(stored) ? migrateWallet(platform, stored, version) : {};
	const fields = new FieldReader(platform, current);
	fields.integer("version", 1, VERSION_MAX);
	const wallet: Wallet = {
		...current,
		version: WALLET_VERSION,
		balance: fields.integer("balance", 0, BALANCE_MAX),
		revision: fields.integer("revision", 0, BALANCE_MAX),
		lastSeq: fields.integer("lastSeq", 0, SEQ_MAX),
		born: fields.id("born", 40),
		epoch: fields.integer("epoch", 1, BALANCE_MAX),
		acked: fields.integer("acked", 0, BALANCE_MAX),
		receipts: fields.list("receipts", RECEIPTS_MAX, readReceipt),
		keys: fields.integerMap("keys", 0, BALANCE_MAX),
		keyTimes: fields.list("keyTimes", KEY_TIMES_MAX, (item) => ({
			key: item.id("key", COMMAND_ID_BYTES_MAX),
			at: item.integer("at", 0, BALANCE_MAX),
		})),
		purchases: fields.integer("purchases", 0, BALANCE_MAX),
		deferred: fields.list("deferred", DEFERRED_MAX, (item) => ({
			source: item.id("source", SOURCE_BYTES_MAX),
			reason: item.text("reason", 0, REASON_BYTES_MAX),
			count: item.integer("count", 1, BALANCE_MAX),
			delta: item.integer("delta", -BALANCE_MAX, BALANCE_MAX),
		})),
		sends: fields.list("sends", SENDS_MAX, (item) => ({
			key: item.id("key", COMMAND_ID_BYTES_MAX),
			to: item.integer("to", 1, BALANCE_MAX),
			amount: item.integer("amount", 1, BALANCE_MAX),
			reason: item.text("reason", 0, REASON_BYTES_MAX),
			revision: item.integer("revision", 0, BALANCE_MAX),
			at: item.integer("at", 0, BALANCE_MAX),
		})),
	};
	if (!isContiguous(wallet)) fields.refuse("receipts");
	return fields.finish(wallet);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeIs(value, "table");
}

/** Receipts are the newest ones without a gap, up to `revision`. */
function isContiguous(wallet: Wallet): boolean {
	const count = wallet.receipts.size();
	return wallet.receipts.every((receipt, index) => receipt.revision === wallet.revision - count + index + 1);
}

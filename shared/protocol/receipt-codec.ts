import {
	ACTOR_BYTES_MAX,
	BALANCE_MAX,
	COMMAND_ID_BYTES_MAX,
	REASON_BYTES_MAX,
	SEQ_MAX,
	SOURCE_BYTES_MAX,
} from "../limits";
import type { Receipt, ReceiptCode, ReceiptKind } from "../wallet/receipt";
import type { Platform } from "../platform";
import { canonicalInteger, canonicalText } from "./canonical";
import type { FieldReader } from "./fields";

const KINDS: ReadonlyArray<ReceiptKind> = ["applied", "refused", "repeat", "opened"];
const REFUSALS: ReadonlyArray<ReceiptCode> = [
	"insufficient-funds",
	"balance-overflow",
	"bad-amount",
	"cancelled",
	"expired",
];

export function readReceipt(fields: FieldReader): Receipt {
	const kind = fields.oneOf("kind", KINDS);
	const receipt: Receipt = {
		revision: fields.integer("revision", 1, BALANCE_MAX),
		commandId: fields.optional("commandId", () => fields.id("commandId", COMMAND_ID_BYTES_MAX)),
		seq: fields.optional("seq", () => fields.integer("seq", 1, SEQ_MAX)),
		source: fields.id("source", SOURCE_BYTES_MAX),
		kind,
		code: fields.optional("code", () => fields.oneOf("code", REFUSALS)),
		delta: fields.integer("delta", -BALANCE_MAX, BALANCE_MAX),
		balance: fields.integer("balance", 0, BALANCE_MAX),
		actor: fields.text("actor", 1, ACTOR_BYTES_MAX),
		reason: fields.text("reason", 0, REASON_BYTES_MAX),
		at: fields.integer("at", 0, BALANCE_MAX),
	};
	if (kind === "refused" && receipt.code === undefined) fields.refuse("code");
	if (kind !== "applied" && receipt.delta !== 0) fields.refuse("delta");
	return receipt;
}

/**
 * SHA-256 over every field of a receipt and the wallet life it belongs to. Two receipts under one number are the same
 * exactly when their hashes are; anything else is an alarm.
 */
export function hashReceipt(platform: Platform, wallet: { userId: number; born: string }, receipt: Receipt): string {
	const text = (value: string | undefined) => canonicalText(platform, value);
	const integer = (value: number | undefined) => canonicalInteger(platform, value);
	const fields = [
		"purser-receipt-v1",
		integer(wallet.userId),
		text(wallet.born),
		integer(receipt.revision),
		text(receipt.commandId),
		integer(receipt.seq),
		text(receipt.source),
		text(receipt.kind),
		text(receipt.code),
		integer(receipt.delta),
		integer(receipt.balance),
		text(receipt.actor),
		text(receipt.reason),
		integer(receipt.at),
	];
	return platform.sha256(fields.join("\n"));
}

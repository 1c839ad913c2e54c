const BATCH_MAX = 50;
const KINDS = new Set(["applied", "refused", "repeat", "opened"]);
const REFUSALS = new Set(["insufficient-funds", "balance-overflow", "bad-amount", "cancelled", "expired"]);
const ID_TEXT = /^[A-Za-z0-9._:-]+$/;
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

/** The receipts of a body, or nothing when it is not in the agreed form. */
export function decodeBatch(body) {
	try {
		const { receipts } = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
		if (!Array.isArray(receipts) || receipts.length === 0 || receipts.length > BATCH_MAX) return undefined;
		return receipts.every(isShipped) ? receipts : undefined;
	} catch {
		return undefined;
	}
}

function isShipped(shipped) {
	return (
		isWhole(shipped.userId, 1) && isId(shipped.born, 40) && isWhole(shipped.epoch, 1) && isReceipt(shipped.receipt)
	);
}

function isReceipt(receipt) {
	const { revision, commandId, seq, source, kind, code, delta, balance, actor, reason, at } = receipt;
	if (kind === "refused" && code === undefined) return false;
	if (kind !== "applied" && delta !== 0) return false;
	return (
		isWhole(revision, 1) &&
		(commandId === undefined || isId(commandId, 80)) &&
		(seq === undefined || isWhole(seq, 1)) &&
		isId(source, 24) &&
		KINDS.has(kind) &&
		(code === undefined || REFUSALS.has(code)) &&
		isWhole(delta, -Number.MAX_SAFE_INTEGER) &&
		isWhole(balance, 0) &&
		isText(actor, 1, 64) &&
		isText(reason, 0, 800) &&
		isWhole(at, 0)
	);
}

function isWhole(value, min) {
	return Number.isSafeInteger(value) && value >= min;
}

function isText(value, bytesMin, bytesMax) {
	if (typeof value !== "string" || CONTROL_CHARACTER.test(value)) return false;
	const bytes = Buffer.byteLength(value);
	return bytes >= bytesMin && bytes <= bytesMax;
}

function isId(value, bytesMax) {
	return isText(value, 1, bytesMax) && ID_TEXT.test(value);
}

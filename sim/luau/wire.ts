import type { InboxRecord, OutboxRecord } from "./records";
import { VmDead } from "./vm-dead";

/**
 * How records travel in the channel: JSON, then stored values, messages and bodies one after the other as they are.
 * They are JSON texts themselves and can be large; as strings inside JSON they would be escaped and parsed twice.
 */
export interface WireText {
	readonly json: string;
	readonly values: readonly string[];
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null;
}

function liftValue(record: InboxRecord, values: string[]): unknown {
	if (record.t === "message") {
		const { data, ...message } = record;
		values.push(data);
		return { ...message, dataBytes: Buffer.byteLength(data) };
	}
	if (record.t !== "answer" || !record.ok || !isFields(record.value)) return record;
	const { value, body, ...rest } = record.value;
	if (typeof value === "string") {
		values.push(value);
		return { ...record, value: { ...rest, valueBytes: Buffer.byteLength(value) } };
	}
	if (typeof body !== "string") return record;
	values.push(body);
	return { ...record, value: { ...rest, bodyBytes: Buffer.byteLength(body) } };
}

/** Empty JSON for an empty inbox, which is the usual one. */
export function packInbox(inbox: readonly InboxRecord[]): WireText {
	if (inbox.length === 0) return { json: "", values: [] };
	const values: string[] = [];
	return { json: JSON.stringify(inbox.map((record) => liftValue(record, values))), values };
}

const KINDS: ReadonlySet<unknown> = new Set<OutboxRecord["t"]>([
	"request",
	"unsubscribe",
	"log",
	"kick",
	"remote",
	"replicate",
	"screen",
	"closed",
]);

/** The kernel is ours and writes only these records; the check finds a kernel and a host that do not fit together. */
function isOutbox(value: unknown): value is readonly OutboxRecord[] {
	return Array.isArray(value) && value.every((record: unknown) => isFields(record) && KINDS.has(record.t));
}

/** Reads what the kernel wrote; `readValue(bytes)` gives the next value. Throws VmDead for anything unknown. */
export function unpackOutbox(json: string, readValue: (bytes: number) => string): readonly OutboxRecord[] {
	const outbox: unknown = JSON.parse(json);
	if (!isOutbox(outbox)) throw new VmDead("the kernel sent an unknown record");
	for (const record of outbox) {
		const request: unknown = "request" in record ? record.request : undefined;
		if (!isFields(request) || typeof request.valueBytes !== "number") continue;
		request.value = readValue(request.valueBytes);
		delete request.valueBytes;
	}
	return outbox;
}

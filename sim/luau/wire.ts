import type { InboxRecord, OutboxRecord } from "./records";
import { parseUsualJson } from "./usual-json";
import { VmDead } from "./vm-dead";

/** How many decoded entries the kernel keeps: those of its players, and a few it was asked about. */
const ENTRIES_KEPT = 16;

type Fields = Record<string, unknown>;
type Answer = Extract<InboxRecord, { readonly t: "answer" }>;
type Message = Extract<InboxRecord, { readonly t: "message" }>;

/** A text that the kernel sent, and the number under which it keeps the value. */
export interface Written {
	readonly id: number;
	readonly text: string;
}

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null;
}

/**
 * How records go into a VM: messages and stored values are JSON texts themselves and are sent as the values they stand
 * for. A stored value that the kernel had lately, or wrote itself, goes by its number, see `stored-values.luau`.
 */
export class InboxPacker {
	/** What is on its way to the store, by request. */
	readonly #written = new Map<number, Written>();
	readonly #entries = new Map<string, number>();
	readonly #texts: (string | undefined)[] = [];
	#next = 0;

	pack(inbox: readonly InboxRecord[]): readonly unknown[] {
		return inbox.map((record) => {
			if (record.t === "message") return packMessage(record);
			return record.t === "answer" ? this.#packAnswer(record) : record;
		});
	}

	/** The kernel sent this with a request, and keeps a copy of its value. */
	wrote(requestId: number, written: Written): void {
		this.#written.set(requestId, written);
	}

	#packAnswer(answer: Answer): unknown {
		const written = this.#written.get(answer.id);
		this.#written.delete(answer.id);
		const packed = answer.ok ? { ...answer, value: this.#packEntry(answer.value, written) } : answer;
		return written === undefined ? packed : { ...packed, written: written.id };
	}

	/** Answers without a stored value go as they are. */
	#packEntry(entry: unknown, written: Written | undefined): unknown {
		if (!isFields(entry) || typeof entry.value !== "string") return entry;
		const { value: text, ...info } = entry;
		const known = this.#entries.get(text);
		if (known !== undefined) return { ...info, entry: known };
		if (text === written?.text) return { ...info, entry: this.#number(text), own: written.id };
		const parsed = parseUsualJson(text);
		if (parsed === undefined) return { ...info, text };
		return { ...info, entry: this.#number(text), isFresh: true, fresh: parsed.value };
	}

	#number(text: string): number {
		const id = (this.#next % ENTRIES_KEPT) + 1;
		this.#next += 1;
		const old = this.#texts[id];
		if (old !== undefined) this.#entries.delete(old);
		this.#texts[id] = text;
		this.#entries.set(text, id);
		return id;
	}
}

function packMessage({ data, ...message }: Message): unknown {
	const parsed = parseUsualJson(data);
	return parsed === undefined ? { ...message, text: data } : { ...message, value: parsed.value };
}

const KINDS: ReadonlySet<unknown> = new Set<OutboxRecord["t"]>([
	"request",
	"unsubscribe",
	"log",
	"kick",
	"remote",
	"replicate",
	"attribute",
	"move",
	"screen",
	"purchaseDecision",
	"closed",
]);

/** The kernel is ours and writes only these records; the check finds a kernel and a host that do not fit together. */
function isOutbox(value: unknown): value is readonly OutboxRecord[] {
	return Array.isArray(value) && value.every((record: unknown) => isFields(record) && KINDS.has(record.t));
}

/**
 * Reads what the kernel sent. Values that the host has the text of stand in it as numbers; `kept` gives their text.
 * Throws VmDead for anything unknown.
 */
export function unpackOutbox(
	json: string,
	kept: (id: number) => string | undefined,
	onWritten: (requestId: number, written: Written) => void,
): readonly OutboxRecord[] {
	const outbox: unknown = JSON.parse(json);
	if (!isOutbox(outbox)) throw new VmDead("the kernel sent an unknown record");
	for (const record of outbox) {
		const request: unknown = "request" in record ? record.request : undefined;
		if (!isFields(request)) continue;
		for (const name of ["value", "data"]) {
			const id = request[name];
			if (typeof id !== "number") continue;
			const text = kept(id) ?? unknownText(id);
			request[name] = text;
			if (name === "value" && record.t === "request") onWritten(record.id, { id, text });
		}
	}
	return outbox;
}

function unknownText(id: number): never {
	throw new VmDead(`the kernel sent text ${id}, which the host does not have`);
}

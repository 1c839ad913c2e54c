import type { Channel } from "./channel";
import type { LuauValues } from "./luau-values";
import { parseUsualJson } from "./usual-json";
import type { ValueStream } from "./value-stream";

/** Where the kernel puts the value it speaks of. */
const ARGUMENT = 0;
/** Tells the kernel to use its own encoder or decoder. */
const NOT_DONE = 0;
/** A stream is never longer than this times its JSON text: the worst is a list of digits, four bytes for two. */
const STREAM_GROWTH = 4;
const STREAM_HEAD_BYTES = 64;

export interface HostJsonParts {
	readonly channel: () => Channel;
	readonly values: () => LuauValues;
	readonly stream: ValueStream;
}

/** The host half of the kernel's JSON: quick for usual values, and for all others it says that it was not done. */
export class HostJson {
	readonly #parts: HostJsonParts;
	readonly #kept = new Map<number, string>();
	#lastKept = 0;

	constructor(parts: HostJsonParts) {
		this.#parts = parts;
	}

	/** Keeps the text of the kernel's value for this frame, and returns its number, which no other text ever gets. */
	encodeKept(): number {
		const text = this.#parts.values().json(ARGUMENT);
		if (text === undefined) return NOT_DONE;
		this.#lastKept += 1;
		this.#kept.set(this.#lastKept, text);
		return this.#lastKept;
	}

	/** Puts the text of the kernel's value into the channel, and returns its length in bytes. */
	encode(): number {
		const text = this.#parts.values().json(ARGUMENT);
		return (text !== undefined && this.#parts.channel().writeText(text)) || NOT_DONE;
	}

	/** Puts the value of the kernel's text into the channel, and returns the number of its bytes. */
	decode(): number {
		const text = this.#parts.values().text(ARGUMENT);
		const channel = this.#parts.channel();
		if (text === undefined || STREAM_GROWTH * text.length + STREAM_HEAD_BYTES > channel.capacity) return NOT_DONE;
		const parsed = parseUsualJson(text);
		if (parsed === undefined) return NOT_DONE;
		const bytes = this.#parts.stream.write(parsed.value);
		channel.writePayload(bytes);
		return bytes.length;
	}

	/** The text kept under this number. */
	kept(id: number): string | undefined {
		return this.#kept.get(id);
	}

	forgetKept(): void {
		this.#kept.clear();
	}
}

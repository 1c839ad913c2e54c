import type { LinearMemory } from "./memory";
import type { WireText } from "./wire";

/**
 * The buffer that kernel and host share: f64 time, then u32 length of the payload, u32 overflow flag, u32 length of
 * the JSON at the payload's start. The kernel makes it as a Luau `buffer` and writes a pattern into it; Luau never
 * moves objects, so one search finds it for ever.
 */
const TIME = 0;
const LENGTH = 8;
const OVERFLOW = 12;
const JSON_LENGTH = 16;
const HEADER_BYTES = 24;
const MAGIC_BYTES = 16;

const encoder = new TextEncoder();

export class Channel {
	constructor(
		private readonly memory: LinearMemory,
		private readonly address: number,
		/** Bytes of the buffer, header included. */
		readonly size: number,
	) {}

	writeTime(micros: number): void {
		this.memory.view.setFloat64(this.address + TIME, micros, true);
	}

	/** After a pump: the time of the next wanted pump, negative for none. */
	readTime(): number {
		return this.memory.view.getFloat64(this.address + TIME, true);
	}

	/** False when it does not fit; what the channel holds is of no use then. */
	write({ json, values }: WireText): boolean {
		const payload = this.payload(this.size - HEADER_BYTES);
		let end = 0;
		const append = (text: string): boolean => {
			const { read, written } = encoder.encodeInto(text, payload.subarray(end));
			end += written;
			return read === text.length;
		};
		if (!append(json)) return false;
		this.setWord(JSON_LENGTH, end);
		if (!values.every(append)) return false;
		this.setWord(LENGTH, end);
		return true;
	}

	/** Payload bytes; when the kernel's outbox does not fit, as many as it needs. */
	readLength(): number {
		return this.word(LENGTH);
	}

	isOverflowing(): boolean {
		return this.word(OVERFLOW) === 1;
	}

	readJsonLength(): number {
		return this.word(JSON_LENGTH);
	}

	readText(start: number, length: number): string {
		return this.memory.readText(this.address + HEADER_BYTES + start, length);
	}

	/** A view, valid until the VM runs again. */
	payload(length: number): Uint8Array {
		const start = this.address + HEADER_BYTES;
		return this.memory.bytes.subarray(start, start + length);
	}

	writePayload(bytes: Uint8Array): void {
		this.memory.bytes.set(bytes, this.address + HEADER_BYTES);
	}

	private word(offset: number): number {
		return this.memory.view.getUint32(this.address + offset, true);
	}

	private setWord(offset: number, value: number): void {
		this.memory.view.setUint32(this.address + offset, value, true);
	}
}

/** Finds the buffer by its pattern of four u32. Throws unless there is exactly one. */
export function findChannel(memory: LinearMemory, magic: readonly number[], size: number): Channel {
	const pattern = Buffer.alloc(MAGIC_BYTES);
	magic.forEach((word, index) => pattern.writeUInt32LE(word >>> 0, index * 4));
	const heap = Buffer.from(memory.bytes.buffer);
	const address = heap.indexOf(pattern);
	if (address < 0) throw new Error("the kernel's channel is not in memory");
	if (heap.indexOf(pattern, address + 1) >= 0) throw new Error("the channel pattern stands twice in memory");
	heap.fill(0, address, address + MAGIC_BYTES);
	return new Channel(memory, address, size);
}

import type { LinearMemory } from "./memory";

/**
 * The buffer that kernel and host share: f64 time, then u32 length of the payload, then the payload. The kernel makes
 * it as a Luau `buffer` and writes a pattern into it; Luau never moves objects, so one search finds it for ever.
 */
const TIME = 0;
const LENGTH = 8;
const HEADER_BYTES = 16;
const MAGIC_BYTES = 16;

const encoder = new TextEncoder();

export class Channel {
	constructor(
		private readonly memory: LinearMemory,
		readonly address: number,
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

	/** Bytes that a payload may have. */
	get capacity(): number {
		return this.size - HEADER_BYTES;
	}

	/** False when it does not fit. */
	writePayload(bytes: Uint8Array): boolean {
		if (bytes.length > this.capacity) return false;
		this.memory.bytes.set(bytes, this.address + HEADER_BYTES);
		this.memory.view.setUint32(this.address + LENGTH, bytes.length, true);
		return true;
	}

	/** Bytes of the text; undefined when it does not fit, and then the payload is of no use. */
	writeText(text: string): number | undefined {
		const { read, written } = encoder.encodeInto(text, this.payload(this.capacity));
		return read === text.length ? written : undefined;
	}

	/** A view, valid until the VM runs again. */
	payload(length: number): Uint8Array {
		const start = this.address + HEADER_BYTES;
		return this.memory.bytes.subarray(start, start + length);
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

import type { LinearMemory } from "./memory";

/**
 * The buffer that kernel and host share: f64 time at 0, u32 length at 8, u32 flag at 12, bytes from 16. The kernel
 * makes it as a Luau `buffer` and writes a pattern into it; Luau never moves objects, so one search finds it for ever.
 */
const TIME = 0;
const LENGTH = 8;
const FLAG = 12;
export const CHANNEL_HEADER_BYTES = 16;
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

	/** False when the text does not fit; nothing was written then. */
	writeText(text: string): boolean {
		const room = this.size - CHANNEL_HEADER_BYTES;
		const start = this.address + CHANNEL_HEADER_BYTES;
		const { read, written } = encoder.encodeInto(text, this.memory.bytes.subarray(start, start + room));
		if (read < text.length) return false;
		this.memory.view.setUint32(this.address + LENGTH, written, true);
		return true;
	}

	readLength(): number {
		return this.memory.view.getUint32(this.address + LENGTH, true);
	}

	/** True when the kernel holds an outbox that needs `readLength()` bytes of payload, more than there are. */
	isOverflowing(): boolean {
		return this.memory.view.getUint32(this.address + FLAG, true) === 1;
	}

	readText(): string {
		return this.memory.readText(this.address + CHANNEL_HEADER_BYTES, this.readLength());
	}

	/** A view, valid until the VM runs again. */
	payload(length: number): Uint8Array {
		const start = this.address + CHANNEL_HEADER_BYTES;
		return this.memory.bytes.subarray(start, start + length);
	}

	writePayload(bytes: Uint8Array): void {
		this.memory.bytes.set(bytes, this.address + CHANNEL_HEADER_BYTES);
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

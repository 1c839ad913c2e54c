const encoder = new TextEncoder();
const decoder = new TextDecoder();
const PAGE_BYTES = 65_536;
/** Each growth may copy all of the memory, and the allocator asks for a few pages at a time: a mebibyte at once. */
const STEP_PAGES = 16;

/**
 * Reads and writes the linear memory of one VM. Views are made anew when the memory has grown, because growth
 * detaches the old buffer.
 */
export class LinearMemory {
	private bytesView: Uint8Array | undefined;
	private dataView: DataView | undefined;
	/** Set once the memory could not grow any more. */
	exhausted = false;

	constructor(
		private readonly memory: () => WebAssembly.Memory,
		private readonly allocate: (size: number) => number,
	) {}

	get bytes(): Uint8Array {
		const buffer = this.memory().buffer;
		if (this.bytesView?.buffer !== buffer) this.bytesView = new Uint8Array(buffer);
		return this.bytesView;
	}

	get view(): DataView {
		const buffer = this.memory().buffer;
		if (this.dataView?.buffer !== buffer) this.dataView = new DataView(buffer);
		return this.dataView;
	}

	readCString(pointer: number): string {
		const bytes = this.bytes;
		return decoder.decode(bytes.subarray(pointer, bytes.indexOf(0, pointer)));
	}

	readText(pointer: number, length: number): string {
		return decoder.decode(this.bytes.subarray(pointer, pointer + length));
	}

	/** A new NUL-terminated copy of `text` in VM memory; whoever receives the pointer frees it. */
	writeCString(text: string): number {
		const encoded = encoder.encode(text);
		const pointer = this.allocate(encoded.length + 1);
		if (pointer === 0) throw new Error("the VM has no memory left for a string");
		this.bytes.set(encoded, pointer);
		this.bytes[pointer + encoded.length] = 0;
		return pointer;
	}

	/** Grows to at least `total` bytes; false when the limit is reached. */
	growTo(total: number): boolean {
		const missing = total - this.memory().buffer.byteLength;
		if (missing <= 0) return true;
		const pages = Math.ceil(missing / PAGE_BYTES);
		if (this.tryGrow(Math.max(pages, STEP_PAGES)) || this.tryGrow(pages)) return true;
		this.exhausted = true;
		return false;
	}

	private tryGrow(pages: number): boolean {
		try {
			this.memory().grow(pages);
			return true;
		} catch (error) {
			// `grow` raises a RangeError beyond the maximum; the allocator then reports "not enough memory".
			if (!(error instanceof RangeError)) throw error;
			return false;
		}
	}
}

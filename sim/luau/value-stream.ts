/**
 * How values travel into a VM: 32-bit words, low 3 bits the kind, the rest its content. Strings that were sent before
 * go by their number, and objects by the number of their shape (the list of their keys), so that Luau only copies a
 * template and fills it in. The kernel's half is `kernel/value-stream.luau`.
 */
const KIND = { null: 0, boolean: 1, integer: 2, number: 3, known: 4, text: 5, object: 6, array: 7 } as const;
const CONTENT_SHIFT = 3;
const INTEGER_MAX = 2 ** 29 - 1;
const WORD_BYTES = 4;
const REMEMBERED_LENGTH_MAX = 48;
/** Beyond these both sides forget everything, so that a long-lived server does not keep each id it ever saw. */
const STRINGS_MAX = 4_000;
const SHAPES_MAX = 500;
const FORGET = 1;

const encoder = new TextEncoder();

export class ValueStream {
	readonly #strings = new Map<string, number>();
	readonly #shapes = new Map<string, number>();
	#bytes = new Uint8Array(1 << 14);
	#view = new DataView(this.#bytes.buffer);
	#at = 0;

	/** The bytes of one plain JSON value; valid until the next call. */
	write(value: unknown): Uint8Array {
		this.#at = 0;
		const isFull = this.#strings.size > STRINGS_MAX || this.#shapes.size > SHAPES_MAX;
		if (isFull) {
			this.#strings.clear();
			this.#shapes.clear();
		}
		this.#rawWord(isFull ? FORGET : 0);
		this.#value(value);
		return this.#bytes.subarray(0, this.#at);
	}

	#value(value: unknown): void {
		if (typeof value === "string") return this.#string(value);
		if (typeof value === "number") return this.#number(value);
		if (typeof value === "boolean") return this.#word(KIND.boolean, value ? 1 : 0);
		if (value === null || value === undefined) return this.#word(KIND.null, 0);
		if (Array.isArray(value)) return this.#array(value);
		if (typeof value === "object") return this.#object(value);
		throw new Error(`a ${typeof value} can't be sent into a VM`);
	}

	#number(value: number): void {
		if (Number.isInteger(value) && value >= 0 && value <= INTEGER_MAX && !Object.is(value, -0)) {
			return this.#word(KIND.integer, value);
		}
		this.#word(KIND.number, 0);
		this.#reserve(8);
		this.#view.setFloat64(this.#at, value, true);
		this.#at += 8;
	}

	#string(value: string): void {
		const id = this.#strings.get(value);
		if (id !== undefined) return this.#word(KIND.known, id);
		const isRemembered = value.length <= REMEMBERED_LENGTH_MAX;
		if (isRemembered) this.#strings.set(value, this.#strings.size + 1);
		this.#reserve(WORD_BYTES + 3 * value.length);
		const { written } = encoder.encodeInto(value, this.#bytes.subarray(this.#at + WORD_BYTES));
		this.#word(KIND.text, written * 2 + (isRemembered ? 1 : 0));
		this.#at += written;
	}

	#array(items: readonly unknown[]): void {
		this.#word(KIND.array, items.length);
		for (const item of items) this.#value(item);
	}

	#object(value: object): void {
		const fields: readonly (readonly [string, unknown])[] = Object.entries(value);
		const keys = Object.keys(value);
		const name = keys.join("\0");
		const id = this.#shapes.get(name);
		if (id === undefined) this.#newShape(name, keys);
		else this.#word(KIND.object, id);
		for (const [, field] of fields) this.#value(field);
	}

	#newShape(name: string, keys: readonly string[]): void {
		const id = this.#shapes.size + 1;
		this.#shapes.set(name, id);
		this.#word(KIND.object, id);
		this.#rawWord(keys.length);
		for (const key of keys) this.#string(key);
	}

	#word(kind: number, content: number): void {
		this.#rawWord(((content << CONTENT_SHIFT) | kind) >>> 0);
	}

	#rawWord(word: number): void {
		this.#reserve(WORD_BYTES);
		this.#view.setUint32(this.#at, word, true);
		this.#at += WORD_BYTES;
	}

	#reserve(bytes: number): void {
		if (this.#at + bytes <= this.#bytes.length) return;
		const larger = new Uint8Array(2 * (this.#at + bytes));
		larger.set(this.#bytes);
		this.#bytes = larger;
		this.#view = new DataView(larger.buffer);
	}
}

import type { LinearMemory } from "./memory";

/**
 * Layout of values in the memory of the known build (Luau 0.711 for wasm32): a value is 8 bytes of content, 4 unused
 * and 4 of type; a table node is a value and a key of the same form, whose type stands in the low 4 bits.
 */
const VALUE_BYTES = 16;
const VALUE_TYPE = 12;
const NODE_BYTES = 32;
const NODE_KEY = 16;
const NODE_KEY_TYPE = 28;
const KEY_TYPE_MASK = 15;
const TABLE = { nodeSizeLog: 6, arraySize: 8, metatable: 16, array: 20, nodes: 24 } as const;
const STRING = { hash: 12, length: 16, bytes: 20 } as const;
const NIL = 0;

const DEPTH_MAX = 200;
const CACHED_LENGTH_MAX = 64;
const CACHED_STRINGS_MAX = 10_000;
/** Within these, Luau and JavaScript write the same digits. */
const PLAIN_NUMBER_MIN = 1e-4;
const PLAIN_NUMBER_MAX = 1e15;
const PLAIN_TEXT = /^[ !#-[\]-~]*$/;
/** Raised for anything whose rules (or whose error) the kernel's own encoder knows better. */
const UNUSUAL = new Error("a value that the kernel must encode itself");

/** Where the slot is and how values look, the same in every copy of a VM. */
export interface ValueLayout {
	/** Address of the slot's first value. */
	readonly slot: number;
	readonly types: {
		readonly boolean: number;
		readonly number: number;
		readonly string: number;
		readonly table: number;
	};
	/** Tables with this metatable are objects even when they are empty. */
	readonly objectMark: number;
	readonly null: number;
}

/** Learns the layout from one value of each kind in the slot, see `kernel.fillSlot`. Throws when it is not the known one. */
export function learnLayout(memory: LinearMemory, slot: number): ValueLayout {
	const word = (index: number, offset: number): number =>
		memory.view.getUint32(slot + index * VALUE_BYTES + offset, true);
	const typeAt = (index: number): number => word(index, VALUE_TYPE);
	const types = { boolean: typeAt(0), number: typeAt(1), string: typeAt(2), table: typeAt(3) };
	const layout: ValueLayout = { slot, types, objectMark: word(3, 0), null: word(4, 0) };
	const values = new LuauValues(memory, layout);
	const texts = [0, 1, 2, 4, 5].map((index) => values.json(index));
	if (texts.join(" ") !== 'true 1.5 "text" null {"a":[]}') throw new Error("unknown layout of Luau values");
	return layout;
}

interface CachedString {
	readonly hash: number;
	readonly length: number;
	readonly quoted: string;
}

/**
 * Reads values where they lie in a VM's memory, because a Luau encoder at work costs more than everything else a game
 * server does. The kernel puts a value into its slot, a table that never grows and so never moves.
 */
export class LuauValues {
	readonly #memory: LinearMemory;
	readonly #layout: ValueLayout;
	readonly #decoder = new TextDecoder("utf-8", { fatal: true });
	/** By address. Hash and length tell whether the collector gave the place to another string since. */
	readonly #strings = new Map<number, CachedString>();
	#words = new Uint32Array();
	#bytes = Buffer.alloc(0);

	constructor(memory: LinearMemory, layout: ValueLayout) {
		this.#memory = memory;
		this.#layout = layout;
	}

	/** Whether the slot holds nothing at this place. */
	isNil(index: number): boolean {
		this.#look();
		return this.#word(this.#address(index) + VALUE_TYPE) === NIL;
	}

	/** The text of a string in the slot; undefined when it is none, or not UTF-8. */
	text(index: number): string | undefined {
		this.#look();
		const at = this.#address(index);
		if (this.#word(at + VALUE_TYPE) !== this.#layout.types.string) return undefined;
		const string = this.#word(at);
		const start = string + STRING.bytes;
		try {
			return this.#decoder.decode(this.#bytes.subarray(start, start + this.#word(string + STRING.length)));
		} catch {
			return undefined;
		}
	}

	/** The value in the slot as the kernel's encoder would write it; undefined when only that one can. */
	json(index: number): string | undefined {
		this.#look();
		try {
			return this.#value(this.#address(index), this.#word(this.#address(index) + VALUE_TYPE), 0);
		} catch (error) {
			if (error !== UNUSUAL) throw error;
			return undefined;
		}
	}

	#address(index: number): number {
		return this.#layout.slot + index * VALUE_BYTES;
	}

	/** New views when the memory has grown. */
	#look(): void {
		const { buffer } = this.#memory.bytes;
		if (this.#words.buffer === buffer) return;
		this.#words = new Uint32Array(buffer);
		this.#bytes = Buffer.from(buffer);
	}

	#word(address: number): number {
		return this.#words[address >> 2] ?? 0;
	}

	#value(at: number, type: number, depth: number): string {
		const { string, number, table, boolean } = this.#layout.types;
		if (type === string) return this.#quoted(this.#word(at));
		if (type === number) return numberText(this.#memory.view.getFloat64(at, true));
		if (type === table) return this.#table(this.#word(at), depth);
		if (type === boolean) return this.#word(at) === 0 ? "false" : "true";
		throw UNUSUAL;
	}

	#table(table: number, depth: number): string {
		if (table === this.#layout.null) return "null";
		const metatable = this.#word(table + TABLE.metatable);
		const isMarked = metatable !== 0 && metatable === this.#layout.objectMark;
		if (depth > DEPTH_MAX || (metatable !== 0 && !isMarked)) throw UNUSUAL;
		const list = this.#list(table, depth);
		const fields = this.#fields(table, depth);
		// Keys beside items are dropped, and what is encoded here has to be the whole value.
		if (list !== "" && (fields !== "" || isMarked)) throw UNUSUAL;
		if (list !== "") return `[${list}]`;
		return fields === "" && !isMarked ? "[]" : `{${fields}}`;
	}

	/** Items of the array part, comma-separated. */
	#list(table: number, depth: number): string {
		const size = this.#word(table + TABLE.arraySize);
		const start = this.#word(table + TABLE.array);
		let text = "";
		let hasEnded = false;
		for (let index = 0; index < size; index++) {
			const at = start + index * VALUE_BYTES;
			const type = this.#word(at + VALUE_TYPE);
			if (type === NIL) hasEnded = true;
			// A list with holes: how long it is depends on more than the values.
			else if (hasEnded) throw UNUSUAL;
			else text += index === 0 ? this.#value(at, type, depth + 1) : "," + this.#value(at, type, depth + 1);
		}
		return text;
	}

	/** Fields of the node part in the order in which Luau walks them. */
	#fields(table: number, depth: number): string {
		const { string } = this.#layout.types;
		const nodes = this.#word(table + TABLE.nodes);
		const end = nodes + (1 << (this.#bytes[table + TABLE.nodeSizeLog] ?? 0)) * NODE_BYTES;
		let text = "";
		for (let node = nodes; node < end; node += NODE_BYTES) {
			const type = this.#word(node + VALUE_TYPE);
			if (type === NIL) continue;
			if ((this.#word(node + NODE_KEY_TYPE) & KEY_TYPE_MASK) !== string) throw UNUSUAL;
			if (text !== "") text += ",";
			text += this.#quoted(this.#word(node + NODE_KEY)) + ":" + this.#value(node, type, depth + 1);
		}
		return text;
	}

	#quoted(string: number): string {
		const length = this.#word(string + STRING.length);
		if (length > CACHED_LENGTH_MAX) return this.#quote(string, length);
		const hash = this.#word(string + STRING.hash);
		const known = this.#strings.get(string);
		if (known !== undefined && known.hash === hash && known.length === length) return known.quoted;
		const quoted = this.#quote(string, length);
		if (this.#strings.size >= CACHED_STRINGS_MAX) this.#strings.clear();
		this.#strings.set(string, { hash, length, quoted });
		return quoted;
	}

	#quote(string: number, length: number): string {
		const start = string + STRING.bytes;
		const plain = this.#bytes.toString("latin1", start, start + length);
		if (PLAIN_TEXT.test(plain)) return `"${plain}"`;
		try {
			return JSON.stringify(this.#decoder.decode(this.#bytes.subarray(start, start + length)));
		} catch {
			throw UNUSUAL;
		}
	}
}

function numberText(number: number): string {
	if (number === 0) {
		if (Object.is(number, -0)) throw UNUSUAL;
		return "0";
	}
	const size = Math.abs(number);
	if (size >= PLAIN_NUMBER_MIN && size < PLAIN_NUMBER_MAX) return String(number);
	throw UNUSUAL;
}

/** Finds the slot by the numbers in it. Throws unless there is exactly one. */
export function findSlot(memory: LinearMemory, numbers: readonly number[]): number {
	const pattern = Buffer.alloc(8);
	pattern.writeDoubleLE(numbers[0] ?? 0);
	const heap = Buffer.from(memory.bytes.buffer);
	const found: number[] = [];
	for (let at = heap.indexOf(pattern); at >= 0; at = heap.indexOf(pattern, at + 1)) {
		const isSlot = (number: number, index: number): boolean => heap.readDoubleLE(at + index * VALUE_BYTES) === number;
		if (at % 8 === 0 && numbers.every(isSlot)) found.push(at);
	}
	const [slot] = found;
	if (slot === undefined || found.length > 1) throw new Error(`the kernel's slot is ${found.length} times in memory`);
	return slot;
}

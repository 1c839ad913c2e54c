import type { LinearMemory } from "./memory";
import type { LuauExports } from "./wasm-exports";
import { fillBrokenDownTime } from "./broken-down-time";
import { VmDead } from "./vm-dead";

/** What one value looks like when the wrapper hands it over. */
export interface WireValue {
	readonly type: string;
	readonly value?: string;
}

/** Reads the clock as the VM sees it. Frozen within a pump, so that one pump sees one time. */
export interface VmClock {
	/** Integer microseconds since the world began; `os.clock()` in microseconds. */
	micros(): number;
	/** Unix milliseconds; `os.time()` in milliseconds. */
	unixMillis(): number;
}

/** Pending values between host and wrapper ("transactions"), by key. */
export interface Transactions {
	put(value: string | readonly WireValue[]): number;
	take(key: number): string | readonly WireValue[];
}

export interface ImportParts {
	readonly memory: LinearMemory;
	readonly exports: () => LuauExports;
	readonly clock: VmClock;
	readonly transactions: Transactions;
	/** Set by the wrapper when a call into Luau returns: the JSON text of its results or of its error. */
	readonly onResults: (key: number, json: string) => void;
	/** A kernel's call of a host function; arguments come without the function itself. */
	readonly onHostCall: (key: number, args: readonly WireValue[]) => readonly WireValue[];
	/** Raised by the C++ compiler inside `luauLoad`. */
	readonly onCompileError: (pointer: number) => never;
	readonly onStandardError: (text: string) => void;
}

/** Stands for a longjmp on its way: Luau errors are longjmps in this build. One object, so that an error costs no stack trace. */
const LONGJMP = new Error("longjmp outside of a protected call");
const SEEK_ERROR = 70;
const NANOSECONDS = 1_000n;

/** The 28 imports the build asks for. Those that only serve JavaScript objects inside Luau end the VM. */
export function createImports(parts: ImportParts): Bun.WebAssembly.Imports {
	return {
		env: { ...controlImports(parts), ...timeImports(parts), ...valueImports(parts), ...unusedImports() },
		wasi_snapshot_preview1: fileImports(parts),
	};
}

function controlImports({ exports, memory, onCompileError }: ImportParts): Bun.WebAssembly.ModuleImports {
	return {
		invoke_vii(index: number, first: number, second: number): void {
			const vm = exports();
			const stack = vm.getStack();
			try {
				vm.dynCallVii(index, first, second);
			} catch (error) {
				if (error !== LONGJMP) throw error;
				vm.restoreStack(stack);
				vm.setThrew(1, 0);
			}
		},
		_emscripten_throw_longjmp(): never {
			throw LONGJMP;
		},
		__cxa_throw: (pointer: number): never => onCompileError(pointer),
		_abort_js(): never {
			throw new VmDead("the VM aborted");
		},
		emscripten_resize_heap: (bytes: number): number => (memory.growTo(bytes >>> 0) ? 1 : 0),
		ensureInterop(): void {},
		setEnvFromJS(): void {},
	};
}

function timeImports({ clock, memory }: ImportParts): Bun.WebAssembly.ModuleImports {
	const fill = (seconds: bigint, pointer: number): void => fillBrokenDownTime(memory.view, pointer, Number(seconds));
	return {
		emscripten_get_now: (): number => clock.micros() / 1_000,
		emscripten_date_now: (): number => clock.unixMillis(),
		_gmtime_js: fill,
		_localtime_js: fill,
		_tzset_js(zone: number, daylight: number, standardName: number, daylightName: number): void {
			const utc = new TextEncoder().encode("UTC\0");
			memory.view.setInt32(zone, 0, true);
			memory.view.setInt32(daylight, 0, true);
			memory.bytes.set(utc, standardName);
			memory.bytes.set(utc, daylightName);
		},
	};
}

function valueImports(parts: ImportParts): Bun.WebAssembly.ModuleImports {
	const { exports, memory, transactions, onResults, onHostCall } = parts;
	function pushAll(state: number, key: number): number {
		const values = transactions.take(key);
		if (typeof values === "string") throw new VmDead("a text stands where arguments were expected");
		for (const { type, value = "" } of values) {
			const pointers = [type, value, ""].map((text) => memory.writeCString(text));
			const [typePointer = 0, valuePointer = 0, keyPointer = 0] = pointers;
			exports().pushValue(state, typePointer, valuePointer, keyPointer);
			for (const pointer of pointers) exports().free(pointer);
		}
		return values.length;
	}
	return {
		acceptStringTransaction(_env: number, key: number): number {
			const text = transactions.take(key);
			if (typeof text !== "string") throw new VmDead("arguments stand where a text was expected");
			return memory.writeCString(text);
		},
		pushTransactionString: (_env: number, pointer: number): number => transactions.put(memory.readCString(pointer)),
		sendValueToJS: (_env: number, pointer: number): number => transactions.put(memory.readCString(pointer)),
		pushArgs: (state: number, _env: number, key: number): number => pushAll(state, key),
		pushRetData: (state: number, _env: number, key: number): number => pushAll(state, key),
		setMultretData(_state: number, _env: number, pointer: number, key: number): void {
			onResults(key, memory.readCString(pointer));
		},
		/** The key comes as text; the arguments begin with the function itself. */
		__asyncjs__callJSFunction(_state: number, _env: number, key: number, args: number): number {
			const values = parseWireValues(memory.readCString(args));
			return transactions.put(onHostCall(Number(memory.readCString(key)), values.slice(1)));
		},
	};
}

function fileImports({ clock, memory, onStandardError }: ImportParts): Bun.WebAssembly.ModuleImports {
	return {
		clock_time_get(id: number, _precision: bigint, out: number): number {
			const nanoseconds = id === 0 ? BigInt(clock.unixMillis()) * 1_000_000n : BigInt(clock.micros()) * NANOSECONDS;
			memory.view.setBigUint64(out, nanoseconds, true);
			return 0;
		},
		fd_close: (): number => 0,
		fd_seek: (): number => SEEK_ERROR,
		/** Standard output carries only stray debug prints of this build (`getmetatable`); they are dropped. */
		fd_write(descriptor: number, vectors: number, count: number, out: number): number {
			let total = 0;
			for (let index = 0; index < count; index++) {
				const pointer = memory.view.getUint32(vectors + index * 8, true);
				const length = memory.view.getUint32(vectors + index * 8 + 4, true);
				if (descriptor === 2 && length > 0) onStandardError(memory.readText(pointer, length));
				total += length;
			}
			memory.view.setUint32(out, total, true);
			return 0;
		},
	};
}

function unusedImports(): Bun.WebAssembly.ModuleImports {
	const names = ["getJSProperty", "setJSProperty", "getJSIteratorNext", "prepareJSKeyList", "releaseJSKeyList"];
	return Object.fromEntries(
		names.map((name) => [
			name,
			(): never => {
				throw new VmDead(`${name} is not offered`);
			},
		]),
	);
}

/** Reads the wrapper's JSON list of values; booleans become text like the rest. Throws when it is not one. */
export function parseWireValues(json: string): readonly WireValue[] {
	const parsed: unknown = JSON.parse(json);
	if (!Array.isArray(parsed)) throw new VmDead("the wrapper sent no list of values");
	return parsed.map((item: unknown) => {
		if (typeof item !== "object" || item === null || !("type" in item)) throw new VmDead("the wrapper sent no value");
		const type = String(item.type);
		return "value" in item ? { type, value: String(item.value) } : { type };
	});
}

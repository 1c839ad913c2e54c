import { CompileError, readCompileError } from "./compile-error";
import { heapBytes, installFuel, type Fuel } from "./fuel";
import { createImports, parseWireValues, type Transactions, type VmClock, type WireValue } from "./imports";
import { LinearMemory } from "./memory";
import { VmDead } from "./vm-dead";
import { pickExports, type LuauExports } from "./wasm-exports";
import { luauModule } from "./wasm-file";

export interface LuauVmOptions {
	readonly clock: VmClock;
	/** Interrupt units per call. 5,000,000 are about 45 ms of plain loops; a usual pump takes under 2,000. */
	readonly fuelPerCall: number;
	readonly onHostCall: (key: number, args: readonly WireValue[]) => readonly WireValue[];
	readonly onStandardError: (text: string) => void;
	/** Begins as a copy of the VM this was taken of, instead of empty. */
	readonly image?: VmImage;
}

/** All that a VM holds between two calls. */
export interface VmImage {
	readonly bytes: Uint8Array;
	readonly state: number;
}

/** A compiled chunk: a reference to its function, or why it does not compile. */
export type LoadedChunk = { readonly ok: true; readonly ref: string } | { readonly ok: false; readonly error: string };

/** How a call into Luau ended. */
export type CallResult =
	{ readonly ok: true; readonly values: readonly WireValue[] } | { readonly ok: false; readonly error: string };

const SELF_TEST =
	"local ok, message = pcall(error, 'x', 0) return ok == false and message == 'x' and 'sound' or 'broken'";

/** One Luau machine in its own WebAssembly instance. Everything is synchronous. */
export class LuauVm {
	readonly memory: LinearMemory;
	private readonly exports: LuauExports;
	private readonly state: number;
	private readonly fuel: Fuel;
	private readonly pending = new Map<number, string | readonly WireValue[]>();
	private readonly results = new Map<number, string>();
	private nextKey = 1;
	private deathReason: string | undefined;
	/** May be changed between calls. */
	fuelPerCall: number;

	/** Starts a VM and tests it. Throws when the build does not behave as this host expects. */
	constructor(private readonly options: LuauVmOptions) {
		this.fuelPerCall = options.fuelPerCall;
		this.memory = new LinearMemory(
			() => this.exports.memory,
			(size) => this.exports.malloc(size),
		);
		this.exports = pickExports(new WebAssembly.Instance(luauModule(), createImports(this.importParts())));
		this.exports.initStack();
		this.state = options.image === undefined ? this.begin() : this.restore(options.image);
		this.fuel = installFuel(this.exports, this.state, () => {
			throw new VmDead("fuel used up: a script ran too long without yielding");
		});
		if (options.image === undefined) this.testItself();
	}

	/** A copy of everything in it. */
	image(): VmImage {
		const { bytes } = this.memory;
		let end = bytes.length;
		// What was never touched is zero in a new memory too.
		while (end > 0 && bytes[end - 1] === 0) end -= 1;
		return { bytes: bytes.slice(0, end), state: this.state };
	}

	get dead(): string | undefined {
		return this.deathReason;
	}

	/** Compiles one chunk. `name` is the full instance name; errors then read `name:line: text`. */
	load(source: string, name: string): LoadedChunk {
		if (source.includes("\0")) return { ok: false, error: `${name}:1: the source contains a NUL byte` };
		return this.guard(() => {
			const stack = this.exports.getStack();
			try {
				const status = this.exports.luauLoad(this.state, this.put(source), this.put(`=${name}`));
				const loaded = this.takeOne(this.exports.getLuaValue(this.state, -1));
				return status === 0 ? { ok: true, ref: loaded } : { ok: false, error: loaded };
			} catch (error) {
				if (!(error instanceof CompileError)) throw error;
				this.exports.restoreStack(stack);
				this.pending.clear();
				return { ok: false, error: name + error.message };
			}
		});
	}

	/** Calls a function by reference. Throws VmDead when the VM died of it. */
	call(ref: string, args: readonly WireValue[]): CallResult {
		return this.guard(() => {
			const key = this.put(args);
			const status = this.exports.luaPcall(this.state, Number(ref), key);
			const json = this.results.get(key) ?? "[]";
			this.results.delete(key);
			if (status === 0) return { ok: true, values: json === "[]" ? [] : parseWireValues(json) };
			return { ok: false, error: describeError(json) };
		});
	}

	release(ref: string): void {
		this.guard(() => this.exports.luaUnref(this.state, Number(ref)));
	}

	/** Ends the VM; the first reason stays. */
	kill(reason: string): void {
		this.deathReason ??= reason;
	}

	fuelLeft(): number {
		return this.fuel.left();
	}

	memoryUse(): { readonly heapBytes: number; readonly wasmBytes: number } {
		return { heapBytes: heapBytes(this.exports, this.state), wasmBytes: this.exports.memory.buffer.byteLength };
	}

	/** Frees what nothing refers to, so that `memoryUse` tells what is in use. */
	collectGarbage(): void {
		const chunk = this.load("collectgarbage('collect')", "collect");
		if (!chunk.ok) throw new VmDead(chunk.error);
		this.call(chunk.ref, []);
		this.release(chunk.ref);
	}

	private begin(): number {
		this.exports.callConstructors();
		return this.exports.makeLuaState(1);
	}

	/** Between two calls nothing of a VM lies outside its memory but what `initStack` sets. */
	private restore({ bytes, state }: VmImage): number {
		if (!this.memory.growTo(bytes.length)) throw new VmDead("the image does not fit into memory");
		this.memory.bytes.set(bytes);
		return state;
	}

	/** Every entry into the VM: refuses a dead one, refills, and turns whatever escapes into death. */
	private guard<Result>(enter: () => Result): Result {
		if (this.deathReason !== undefined) throw new VmDead(this.deathReason);
		this.fuel.refill(this.fuelPerCall);
		try {
			const result = enter();
			// Luau code can catch "not enough memory"; a server that got there is not worth trusting any more.
			if (this.memory.exhausted) throw new VmDead("out of memory");
			return result;
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.kill(reason);
			throw error instanceof VmDead ? error : new VmDead(reason, { cause: error });
		}
	}

	private put(value: string | readonly WireValue[]): number {
		const key = this.nextKey++;
		this.pending.set(key, value);
		return key;
	}

	private takePending(key: number): string | readonly WireValue[] {
		const value = this.pending.get(key);
		if (value === undefined) throw new VmDead(`transaction ${key} does not exist`);
		this.pending.delete(key);
		return value;
	}

	private takeOne(key: number): string {
		const text = this.takePending(key);
		if (typeof text !== "string") throw new VmDead("arguments stand where a value was expected");
		const [value] = parseWireValues(`[${text}]`);
		return value?.value ?? "";
	}

	private importParts(): Parameters<typeof createImports>[0] {
		const transactions: Transactions = {
			put: (value) => this.put(value),
			take: (key) => this.takePending(key),
		};
		return {
			memory: this.memory,
			exports: () => this.exports,
			clock: this.options.clock,
			transactions,
			onResults: (key, json) => this.results.set(key, json),
			onHostCall: this.options.onHostCall,
			onCompileError: (pointer) => {
				throw readCompileError(this.memory, pointer);
			},
			onStandardError: this.options.onStandardError,
		};
	}

	/** `pcall` must catch: in a build without working longjmp it would let every error through. */
	private testItself(): void {
		const chunk = this.load(SELF_TEST, "self-test");
		const result = chunk.ok ? this.call(chunk.ref, []) : undefined;
		if (result?.ok !== true || result.values[0]?.value !== "sound") throw new VmDead("the VM failed its self-test");
	}
}

function describeError(json: string): string {
	const parsed: unknown = JSON.parse(json);
	const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
	if (typeof first === "object" && first !== null && "error" in first) return String(first.error);
	return "unknown error";
}

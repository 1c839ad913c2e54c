import { pickFunction, type LuauExports } from "./wasm-exports";
import { FREE_TABLE_SLOT } from "./wasm-file";

/** `lua_State.global` and fields of `global_State` in Luau 0.711 built for wasm32. */
const GLOBAL_STATE = 16;
const MAIN_THREAD = 388;
const INTERRUPT = 676;
const TOTAL_BYTES = 40;

/**
 * A module of its own: (import "h" "out" (func)) (import "h" "fuel" (global (mut i32))), export "i" (state, gc).
 * It returns when gc >= 0, else takes one unit and calls `out` when none is left. Written in WebAssembly because
 * the VM calls it at every loop edge and call.
 */
const FUEL_MODULE =
	"0061736d0100000001090260000060027f7f000213020168036f757400000168046675656c037f0103020101070501016900010a1e011c00200141004e04400f0b230041016b24002300410048044010000b0b";

/** Limits how much a VM may run between two refills. Same fuel, same stopping point, on every machine. */
export interface Fuel {
	refill(units: number): void;
	left(): number;
}

let fuelModule: WebAssembly.Module | undefined;

/** Hooks the counter into the VM's interrupt; `stop` must throw. Throws when the memory layout is not the known one. */
export function installFuel(exports: LuauExports, state: number, stop: () => never): Fuel {
	const view = new DataView(exports.memory.buffer);
	const globalState = view.getUint32(state + GLOBAL_STATE, true);
	if (view.getUint32(globalState + MAIN_THREAD, true) !== state) throw new Error("unknown layout of global_State");
	fuelModule ??= new WebAssembly.Module(new Uint8Array(Buffer.from(FUEL_MODULE, "hex")));
	const fuel = new WebAssembly.Global({ value: "i32", mutable: true }, 0x7fff_ffff);
	const instance = new WebAssembly.Instance(fuelModule, { h: { out: stop, fuel } });
	exports.table.set(FREE_TABLE_SLOT, pickFunction(instance, "i"));
	view.setUint32(globalState + INTERRUPT, FREE_TABLE_SLOT, true);
	return {
		refill: (units) => {
			fuel.value = units;
		},
		left: () => Number(fuel.value),
	};
}

/** Bytes of the Lua heap as the collector counts them. */
export function heapBytes(exports: LuauExports, state: number): number {
	const view = new DataView(exports.memory.buffer);
	return view.getUint32(view.getUint32(state + GLOBAL_STATE, true) + TOTAL_BYTES, true);
}

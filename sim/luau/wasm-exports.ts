type WasmFunction = (...args: number[]) => number;

const NAMES = [
	"__wasm_call_ctors",
	"emscripten_stack_init",
	"makeLuaState",
	"luauLoad",
	"getLuaValue",
	"luaPcall",
	"luaUnref",
	"pushValueToLuaWrapper",
	"malloc",
	"free",
	"setThrew",
	"emscripten_stack_get_current",
	"_emscripten_stack_restore",
	"dynCall_vii",
] as const;

/** The exports of the Luau build that this host uses. */
export type LuauExports = Readonly<Record<(typeof NAMES)[number], WasmFunction>> & {
	readonly memory: WebAssembly.Memory;
	readonly table: WebAssembly.Table;
};

function isWasmFunction(value: unknown): value is WasmFunction {
	return typeof value === "function";
}

function pickFunction(exports: Bun.WebAssembly.Exports, name: string): WasmFunction {
	const value = exports[name];
	if (!isWasmFunction(value)) throw new Error(`the Luau build does not export ${name}`);
	return value;
}

/** Checks once that everything needed is there. */
export function pickExports(instance: WebAssembly.Instance): LuauExports {
	const { memory, __indirect_function_table: table } = instance.exports;
	if (!(memory instanceof WebAssembly.Memory)) throw new Error("the Luau build does not export its memory");
	if (!(table instanceof WebAssembly.Table)) throw new Error("the Luau build does not export its table");
	const pick = (name: (typeof NAMES)[number]): WasmFunction => pickFunction(instance.exports, name);
	return {
		memory,
		table,
		__wasm_call_ctors: pick("__wasm_call_ctors"),
		emscripten_stack_init: pick("emscripten_stack_init"),
		makeLuaState: pick("makeLuaState"),
		luauLoad: pick("luauLoad"),
		getLuaValue: pick("getLuaValue"),
		luaPcall: pick("luaPcall"),
		luaUnref: pick("luaUnref"),
		pushValueToLuaWrapper: pick("pushValueToLuaWrapper"),
		malloc: pick("malloc"),
		free: pick("free"),
		setThrew: pick("setThrew"),
		emscripten_stack_get_current: pick("emscripten_stack_get_current"),
		_emscripten_stack_restore: pick("_emscripten_stack_restore"),
		dynCall_vii: pick("dynCall_vii"),
	};
}

/** Picks one function from any instance, for the small modules beside the VM. */
export function pickExportedFunction(instance: WebAssembly.Instance, name: string): WasmFunction {
	return pickFunction(instance.exports, name);
}

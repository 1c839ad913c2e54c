type WasmFunction = (...args: number[]) => number;

/** The exports of the Luau build that this host uses. */
export type LuauExports = ReturnType<typeof pickExports>;

function isWasmFunction(value: unknown): value is WasmFunction {
	return typeof value === "function";
}

/** One exported function by name. Throws when there is none. */
export function pickFunction(instance: WebAssembly.Instance, name: string): WasmFunction {
	const value = instance.exports[name];
	if (!isWasmFunction(value)) throw new Error(`the module does not export ${name}`);
	return value;
}

/** Checks once that everything needed is there. */
export function pickExports(instance: WebAssembly.Instance) {
	const { memory, __indirect_function_table: table } = instance.exports;
	if (!(memory instanceof WebAssembly.Memory)) throw new Error("the Luau build does not export its memory");
	if (!(table instanceof WebAssembly.Table)) throw new Error("the Luau build does not export its table");
	const pick = (name: string): WasmFunction => pickFunction(instance, name);
	return {
		memory,
		table,
		callConstructors: pick("__wasm_call_ctors"),
		initStack: pick("emscripten_stack_init"),
		makeLuaState: pick("makeLuaState"),
		luauLoad: pick("luauLoad"),
		/** Serialises and pops the top of the stack; returns a transaction. */
		getLuaValue: pick("getLuaValue"),
		luaPcall: pick("luaPcall"),
		luaUnref: pick("luaUnref"),
		pushValue: pick("pushValueToLuaWrapper"),
		malloc: pick("malloc"),
		free: pick("free"),
		setThrew: pick("setThrew"),
		getStack: pick("emscripten_stack_get_current"),
		restoreStack: pick("_emscripten_stack_restore"),
		dynCallVii: pick("dynCall_vii"),
	};
}

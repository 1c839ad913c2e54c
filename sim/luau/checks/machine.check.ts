import { createHash } from "node:crypto";
import { findChannel } from "../channel";
import { LuauVm, type CallResult } from "../vm";
import { VmDead } from "../vm-dead";
import { readWasmBytes, WASM_SHA256 } from "../wasm-file";
import { report, reportEqual } from "./report";

function createVm(fuelPerCall = 5_000_000): LuauVm {
	return new LuauVm({
		clock: { micros: () => 10_500_000, unixMillis: () => 1_700_000_000_000 },
		fuelPerCall,
		onHostCall: (_key, args) => args,
		onStandardError: () => undefined,
	});
}

function run(vm: LuauVm, source: string): CallResult | string {
	try {
		const chunk = vm.load(source, "check");
		if (!chunk.ok) return chunk.error;
		return vm.call(chunk.ref, []);
	} catch (error) {
		if (error instanceof VmDead) return `dead: ${error.message}`;
		throw error;
	}
}

function isFuelDeath(result: CallResult | string): boolean {
	return typeof result === "string" && result.startsWith("dead: fuel used up");
}

function values(vm: LuauVm, source: string): unknown {
	const result = run(vm, source);
	return typeof result === "string" || !result.ok ? result : result.values.map(({ value }) => value);
}

function checkErrors(): void {
	const vm = createVm();
	reportEqual("pcall catches an error", values(vm, "return pcall(error, 'x', 0)"), ["false", "x"]);
	const deep = "local function f(n) if n == 0 then error('deep', 0) end return f(n - 1) + 1 end return pcall(f, 150)";
	reportEqual("pcall catches from depth", values(vm, deep), ["false", "deep"]);
	const yielding = `local co = coroutine.create(function() local ok, e = pcall(function() coroutine.yield() error('late', 0) end)
		return ok, e end) coroutine.resume(co) return coroutine.resume(co)`;
	reportEqual("pcall catches after a yield", values(vm, yielding), ["true", "false", "late"]);
	reportEqual("an uncaught error has its position", run(vm, "\nerror('oops')"), { ok: false, error: "check:2: oops" });
	reportEqual("a syntax error is a result", vm.load("local = 1", "x").ok, false);
	reportEqual("clock comes from the host", values(vm, "return os.clock(), os.time()"), ["10.5", "1700000000"]);
}

function checkLimits(): void {
	const vm = createVm();
	const args = Array.from({ length: 260 }, () => "g()").join(",");
	const failure = run(vm, `local function f(...) end f(${args})`);
	report(
		"260 arguments are a compile error",
		typeof failure === "string" && failure.startsWith("check:1: Out of registers"),
		failure,
	);
	reportEqual("the VM is healthy after it", values(vm, "return 1 + 1"), ["2"]);
	reportEqual("a NUL byte in source is refused", vm.load("return '\0'", "x").ok, false);
	const looping = createVm();
	const stopped = run(looping, "while true do pcall(function() while true do end end) end");
	report("an endless loop inside pcall is stopped", isFuelDeath(stopped), stopped);
	report("a dead VM stays dead", isFuelDeath(run(looping, "return 1")), looping.dead);
	const hog = createVm(100_000_000);
	const ended = run(
		hog,
		"local t = {} pcall(function() for i = 1, 1e6 do t[i] = string.rep('x', 1e5) .. i end end) return 1",
	);
	reportEqual("a memory hog ends the VM although it catches", ended, "dead: out of memory");
	reportEqual("the next VM is not concerned", values(createVm(), "return 2"), ["2"]);
}

function checkChannel(): void {
	const vm = createVm();
	const words = [0x1234_5678, 0x9abc_def0, 0x0fed_cba9, 0x8765_4321];
	const maker = vm.load(
		`b = buffer.create(4096) for i, w in {${words.join(",")}} do buffer.writeu32(b, (i - 1) * 4, w) end`,
		"maker",
	);
	if (maker.ok) vm.call(maker.ref, []);
	const channel = findChannel(vm.memory, words, 4096);
	const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
	channel.writePayload(bytes);
	const echo =
		"for i = 0, 255 do if buffer.readu8(b, 16 + i) ~= i then return 'wrong' end buffer.writeu8(b, 16 + i, 255 - i) end return 'same'";
	reportEqual("the channel carries all byte values in", values(vm, echo), ["same"]);
	report(
		"the channel carries all byte values out",
		channel.payload(256).every((byte, index) => byte === 255 - index),
	);
	reportEqual("text that does not fit is not written", channel.writeText("x".repeat(5_000)), undefined);
	reportEqual("bytes that do not fit are not written", channel.writePayload(new Uint8Array(5_000)), false);
	const length = channel.writeText("zero\0byte é") ?? 0;
	reportEqual("text keeps NUL and UTF-8", new TextDecoder().decode(channel.payload(length)), "zero\0byte é");
}

reportEqual(
	"the WebAssembly is the known build",
	createHash("sha256").update(readWasmBytes()).digest("hex"),
	WASM_SHA256,
);
reportEqual("a VM starts and passes its self-test", createVm().dead, undefined);
checkErrors();
checkLimits();
checkChannel();

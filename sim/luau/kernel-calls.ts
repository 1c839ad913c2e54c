import type { WireValue } from "./imports";
import type { LuauVm } from "./vm";
import { VmDead } from "./vm-dead";

/** A function of the kernel, by reference. */
export function kernelFunction(vm: LuauVm, kernel: WireValue, name: string): string {
	const chunk = vm.load(`local kernel = ... return kernel.${name}`, `kernel.${name}`);
	if (!chunk.ok) throw new VmDead(chunk.error);
	const [found] = runKernel(vm, chunk.ref, [kernel]);
	vm.release(chunk.ref);
	if (found?.type !== "function") throw new VmDead(`the kernel has no ${name}`);
	return found.value ?? "";
}

/** Calls a function of the kernel once. */
export function callKernel(vm: LuauVm, kernel: WireValue, name: string, args: readonly WireValue[]): void {
	const ref = kernelFunction(vm, kernel, name);
	runKernel(vm, ref, args);
	vm.release(ref);
}

/** An error that reaches the host is one of the kernel itself. */
export function runKernel(vm: LuauVm, ref: string, args: readonly WireValue[] = []): readonly WireValue[] {
	const result = vm.call(ref, args);
	if (!result.ok) throw new VmDead(`kernel: ${result.error}`);
	return result.values;
}

export function numberValues(numbers: readonly number[]): readonly WireValue[] {
	return numbers.map((value) => ({ type: "number", value: String(value) }));
}

import type { WireValue } from "./imports";
import { kernelFiles } from "./kernel-files";
import type { LuauVm } from "./vm";
import { VmDead } from "./vm-dead";

/** Runs the kernel files over one table and returns it. Throws VmDead when one of them fails. */
export function loadKernel(vm: LuauVm): WireValue {
	const maker = vm.load("return {}", "kernel");
	if (!maker.ok) throw new VmDead(maker.error);
	const made = vm.call(maker.ref, []);
	if (!made.ok || made.values[0] === undefined) throw new VmDead("the kernel's table could not be made");
	const kernel: WireValue = { type: "ltable", value: made.values[0].value };
	for (const { name, source } of kernelFiles()) {
		const chunk = vm.load(source, name);
		if (!chunk.ok) throw new VmDead(chunk.error);
		const result = vm.call(chunk.ref, [kernel]);
		if (!result.ok) throw new VmDead(`${name}: ${result.error}`);
		vm.release(chunk.ref);
	}
	return kernel;
}

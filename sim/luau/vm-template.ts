import { findChannel, type Channel } from "./channel";
import type { WireValue } from "./imports";
import { callKernel, kernelFunction, numberValues, runKernel } from "./kernel-calls";
import { loadKernel } from "./load-kernel";
import { findSlot, learnLayout, type ValueLayout } from "./luau-values";
import type { PlacePlan } from "./place-plan";
import { LuauVm, type VmImage } from "./vm";
import { VmDead } from "./vm-dead";

/**
 * A VM with kernel and compiled scripts, before it is this or that server. Compiling a place takes longer than copying
 * eight megabytes, so every server of a place starts as a copy of its template.
 */
export interface VmTemplate {
	readonly image: VmImage;
	readonly kernel: WireValue;
	/** References to functions of the kernel. */
	readonly pump: string;
	readonly channel: { readonly address: number; readonly size: number };
	readonly layout: ValueLayout;
}

const FUEL = 50_000_000;
const CHANNEL_BYTES = 1 << 18;
/** Words that stand next to each other nowhere in the VM's own data. */
const CHANNEL_PATTERN = [0x9e37_79b9, 0x7f4a_7c15, 0xf39c_c060, 0x5ced_c834];
/** Numbers whose doubles mark the slot. */
const SLOT_PATTERN = [1_234_567.625, 7_654_321.375, 2_718_281.125];
/** Keys by which the kernel calls the host, in the order of `kernel.setHost`, from 1. */
export const HOST_CALLS = ["hash", "budget", "encodeKept", "encode", "decode"] as const;

const templates = new WeakMap<PlacePlan, VmTemplate>();

/** The same plan gives the same template, made once. Throws VmDead when the boot fails. */
export function templateOf(plan: PlacePlan): VmTemplate {
	const known = templates.get(plan);
	if (known !== undefined) return known;
	const template = makeTemplate(plan);
	templates.set(plan, template);
	return template;
}

/** Makes another channel. `count` says how many there were: the pattern of an old one may still lie in memory. */
export function createChannel(vm: LuauVm, kernel: WireValue, size: number, count: number): Channel {
	const words = CHANNEL_PATTERN.map((word) => (word + count) >>> 0);
	callKernel(vm, kernel, "createChannel", numberValues([size, ...words]));
	return findChannel(vm.memory, words, size);
}

function makeTemplate(plan: PlacePlan): VmTemplate {
	const vm = new LuauVm({
		clock: { micros: () => 0, unixMillis: () => 0 },
		fuelPerCall: FUEL,
		onHostCall: () => {
			throw new VmDead("the kernel called the host before it was started");
		},
		onStandardError: () => undefined,
	});
	const kernel = loadKernel(vm);
	const { address, size } = createChannel(vm, kernel, CHANNEL_BYTES, 0);
	const layout = learnSlot(vm, kernel);
	const callbacks = HOST_CALLS.map((_, index) => ({ type: "jfunction", value: String(index + 1) }));
	callKernel(vm, kernel, "setHost", callbacks);
	compileScripts(vm, kernel, plan);
	const pump = kernelFunction(vm, kernel, "pump");
	return { image: vm.image(), kernel, pump, channel: { address, size }, layout };
}

function learnSlot(vm: LuauVm, kernel: WireValue): ValueLayout {
	callKernel(vm, kernel, "markSlot", numberValues(SLOT_PATTERN.map((number) => number / 2)));
	const slot = findSlot(vm.memory, SLOT_PATTERN);
	callKernel(vm, kernel, "fillSlot", []);
	const layout = learnLayout(vm.memory, slot);
	callKernel(vm, kernel, "emptySlot", []);
	return layout;
}

function compileScripts(vm: LuauVm, kernel: WireValue, plan: PlacePlan): void {
	const addChunk = kernelFunction(vm, kernel, "addChunk");
	plan.sources.forEach(({ name, source }, id) => {
		const chunk = vm.load(source, name);
		const last: readonly WireValue[] = chunk.ok
			? [{ type: "lfunction", value: chunk.ref }]
			: [{ type: "nil" }, { type: "string", value: chunk.error }];
		runKernel(vm, addChunk, [...numberValues([id]), ...last]);
		if (chunk.ok) vm.release(chunk.ref);
	});
}

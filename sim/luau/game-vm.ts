import { findChannel, type Channel } from "./channel";
import { createHostHash } from "./host-hash";
import type { VmClock, WireValue } from "./imports";
import { HostJson } from "./host-json";
import { loadKernel } from "./load-kernel";
import { findSlot, LuauValues } from "./luau-values";
import { addToPlace, type Place, type PlaceNode } from "./place-tree";
import { planPlace } from "./place-plan";
import type { InboxRecord, OutboxRecord } from "./records";
import { LuauVm } from "./vm";
import { VmDead } from "./vm-dead";
import { ValueStream } from "./value-stream";
import { InboxPacker, unpackOutbox } from "./wire";

export interface GameVmOptions {
	readonly place: Place;
	readonly side: "server" | "client";
	readonly jobId: string;
	readonly placeId: number;
	readonly universeId: number;
	readonly placeVersion: number;
	/** Start the world at 10 s or later: ProfileService waits until `os.clock()` exceeds 7. */
	readonly clock: VmClock;
	/** Decides GUIDs, `math.random`, `Random.new()` and where in a frame answers come in. */
	readonly seed: number;
	readonly signals: "immediate" | "deferred";
	/** Microseconds from one frame to the next. */
	readonly frameMicros: number;
	/** Distance of frames that run only because a script listens to them; those of every frame when left out. */
	readonly idleFrameMicros?: number;
	readonly studio?: boolean;
	/** Names that `HttpService:GetSecret` knows; the world has their text. */
	readonly secretNames: readonly string[];
	readonly httpEnabled: boolean;
	/** Instances to stand in ServerStorage (server side). */
	readonly serverStorage?: readonly PlaceNode[];
	/** Client side: whose screen this is. */
	readonly client?: { readonly userId: number; readonly name: string; readonly displayName: string };
	/** Interrupt units per pump; a script that uses them up without yielding ends the server. */
	readonly fuelPerPump?: number;
	/** Receives what the VM prints to its standard error: trouble of the VM itself, never of scripts. */
	readonly onStandardError?: (text: string) => void;
}

export interface PumpResult {
	/** World time in microseconds at which the VM wants the next frame; undefined when only an inbox record can wake it. */
	readonly wakeAt: number | undefined;
	readonly outbox: readonly OutboxRecord[];
}

/** One Roblox server or client. */
export interface GameVm {
	/**
	 * Runs one frame at the clock's time with these inbox records. Never throws for what scripts do: a VM that died
	 * says so in `dead` and in a last log record.
	 */
	pump(inbox: readonly InboxRecord[]): PumpResult;
	/** Ends the VM like a crash: nothing of it runs any more. */
	kill(): void;
	/** Why the VM is dead; undefined while it lives. */
	readonly dead: string | undefined;
	memory(): { readonly heapBytes: number; readonly wasmBytes: number };
}

const NOTHING = new Uint8Array();
const FUEL_PER_PUMP = 5_000_000;
const FUEL_FOR_BOOT = 50_000_000;
const CHANNEL_BYTES = 1 << 18;
/** Words that stand next to each other nowhere in the VM's own data. */
const CHANNEL_PATTERN = [0x9e37_79b9, 0x7f4a_7c15, 0xf39c_c060, 0x5ced_c834];
const MICROS_PER_MILLI = 1_000;
/** Numbers whose doubles mark the slot. */
const SLOT_PATTERN = [1_234_567.625, 7_654_321.375, 2_718_281.125];
/** Keys by which the kernel calls the host, in the order of `kernel.setHost`, from 1. */
const HOST_CALLS = ["hash", "encodeKept", "encode", "decode"] as const;
/** Where in the slot the kernel leaves what a frame sends out. */
const OUTBOX = 1;

/** Boots a VM with kernel and place; scripts start with the first pump. Throws VmDead when the boot fails. */
export function createGameVm(options: GameVmOptions): GameVm {
	return new BootedGameVm(options);
}

class BootedGameVm implements GameVm {
	private vm: LuauVm | undefined;
	private death: string | undefined;
	private channel: Channel;
	private channelCount = 0;
	private nowMicros: number;
	private readonly unixMillisAtZero: number;
	private readonly kernel: WireValue;
	private readonly pumpRef: string;
	private readonly values: LuauValues;
	private readonly stream = new ValueStream();
	private readonly packer = new InboxPacker();
	private readonly json = new HostJson({
		channel: () => this.channel,
		values: () => this.values,
		stream: this.stream,
	});

	constructor(private readonly options: GameVmOptions) {
		this.nowMicros = options.clock.micros();
		this.unixMillisAtZero = options.clock.unixMillis() - Math.floor(this.nowMicros / MICROS_PER_MILLI);
		const hash = createHostHash(() => this.channel);
		const vm = new LuauVm({
			clock: { micros: () => this.nowMicros, unixMillis: () => this.unixMillis() },
			fuelPerCall: FUEL_FOR_BOOT,
			onHostCall: (key, args) => {
				const call = HOST_CALLS[key - 1];
				if (call === undefined) throw new VmDead(`the kernel made host call ${key}`);
				return call === "hash" ? hash(args) : [{ type: "number", value: String(this.json[call]()) }];
			},
			onStandardError: options.onStandardError ?? (() => undefined),
		});
		this.vm = vm;
		this.kernel = loadKernel(vm);
		this.channel = this.createChannel(vm, CHANNEL_BYTES);
		this.values = this.learnValues(vm);
		this.callKernel(
			vm,
			"setHost",
			HOST_CALLS.map((_, index) => ({ type: "jfunction", value: String(index + 1) })),
		);
		this.plant(vm);
		this.pumpRef = this.kernelFunction(vm, "pump");
		vm.fuelPerCall = options.fuelPerPump ?? FUEL_PER_PUMP;
	}

	get dead(): string | undefined {
		return this.death;
	}

	pump(inbox: readonly InboxRecord[]): PumpResult {
		if (this.vm === undefined) return { wakeAt: undefined, outbox: [] };
		this.nowMicros = this.options.clock.micros();
		try {
			return this.runFrame(this.vm, inbox);
		} catch (error) {
			if (!(error instanceof VmDead)) throw error;
			this.die(error.message);
			return { wakeAt: undefined, outbox: [{ t: "log", level: "error", text: `server died: ${error.message}` }] };
		}
	}

	kill(): void {
		this.die("killed");
	}

	memory(): { readonly heapBytes: number; readonly wasmBytes: number } {
		return this.vm?.memoryUse() ?? { heapBytes: 0, wasmBytes: 0 };
	}

	private die(reason: string): void {
		this.death ??= reason;
		this.vm = undefined;
	}

	private unixMillis(): number {
		return this.unixMillisAtZero + Math.floor(this.nowMicros / MICROS_PER_MILLI);
	}

	private runFrame(vm: LuauVm, inbox: readonly InboxRecord[]): PumpResult {
		const bytes = inbox.length === 0 ? NOTHING : this.stream.write(this.packer.pack(inbox));
		while (!this.channel.writePayload(bytes)) this.channel = this.createChannel(vm, 2 * bytes.length);
		this.channel.writeTime(this.nowMicros);
		this.run(vm, this.pumpRef);
		const wake = this.channel.readTime();
		const outbox = this.readOutbox();
		this.json.forgetKept();
		return { wakeAt: wake < 0 ? undefined : wake, outbox };
	}

	private readOutbox(): readonly OutboxRecord[] {
		if (this.values.isNil(OUTBOX)) return [];
		const json = this.values.json(OUTBOX);
		if (json === undefined) throw new VmDead("the kernel sent a record that is no JSON");
		return unpackOutbox(
			json,
			(id) => this.json.kept(id),
			(requestId, written) => this.packer.wrote(requestId, written),
		);
	}

	private learnValues(vm: LuauVm): LuauValues {
		const halves = SLOT_PATTERN.map((number) => ({ type: "number", value: String(number / 2) }));
		this.callKernel(vm, "markSlot", halves);
		const slot = findSlot(vm.memory, SLOT_PATTERN);
		this.callKernel(vm, "fillSlot", []);
		const values = new LuauValues(vm.memory, slot);
		this.callKernel(vm, "emptySlot", []);
		return values;
	}

	private plant(vm: LuauVm): void {
		const { side, serverStorage = [] } = this.options;
		const additions = side === "server" ? serverStorage.map((node) => ({ ...node, parent: "ServerStorage" })) : [];
		const plan = planPlace(addToPlace(this.options.place, additions), side);
		const addChunk = this.kernelFunction(vm, "addChunk");
		plan.sources.forEach(({ name, source }, id) => {
			const chunk = vm.load(source, name);
			const last: readonly WireValue[] = chunk.ok
				? [{ type: "lfunction", value: chunk.ref }]
				: [{ type: "nil" }, { type: "string", value: chunk.error }];
			this.run(vm, addChunk, [{ type: "number", value: String(id) }, ...last]);
			if (chunk.ok) vm.release(chunk.ref);
		});
		this.callKernel(vm, "boot", [{ type: "string", value: JSON.stringify(this.setup(plan.tree)) }]);
	}

	private setup(tree: unknown): unknown {
		const { place: _place, clock: _clock, serverStorage: _storage, onStandardError: _error, ...plain } = this.options;
		return {
			options: { studio: false, ...plain, unixMillisAtZero: this.unixMillisAtZero },
			nowMicros: this.nowMicros,
			unixMillis: this.unixMillis(),
			tree,
		};
	}

	/** A fresh pattern each time, because the old channel may still lie in memory. */
	private createChannel(vm: LuauVm, size: number): Channel {
		this.channelCount++;
		const words = CHANNEL_PATTERN.map((word) => (word + this.channelCount) >>> 0);
		this.callKernel(
			vm,
			"createChannel",
			[size, ...words].map((value) => ({ type: "number", value: String(value) })),
		);
		return findChannel(vm.memory, words, size);
	}

	private kernelFunction(vm: LuauVm, name: string): string {
		const chunk = vm.load(`local kernel = ... return kernel.${name}`, `kernel.${name}`);
		if (!chunk.ok) throw new VmDead(chunk.error);
		const [found] = this.run(vm, chunk.ref, [this.kernel]);
		vm.release(chunk.ref);
		if (found?.type !== "function") throw new VmDead(`the kernel has no ${name}`);
		return found.value ?? "";
	}

	private callKernel(vm: LuauVm, name: string, args: readonly WireValue[]): void {
		const ref = this.kernelFunction(vm, name);
		this.run(vm, ref, args);
		vm.release(ref);
	}

	/** An error that reaches the host is one of the kernel itself. */
	private run(vm: LuauVm, ref: string, args: readonly WireValue[] = []): readonly WireValue[] {
		const result = vm.call(ref, args);
		if (!result.ok) throw new VmDead(`kernel: ${result.error}`);
		return result.values;
	}
}

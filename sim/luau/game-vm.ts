import { Channel } from "./channel";
import { createHostHash } from "./host-hash";
import { HostJson } from "./host-json";
import type { VmClock, WireValue } from "./imports";
import { callKernel, numberValues, runKernel } from "./kernel-calls";
import { LuauValues } from "./luau-values";
import { addToPlace, type Place, type PlaceNode } from "./place-tree";
import { planPlace } from "./place-plan";
import type { InboxRecord, OutboxRecord } from "./records";
import { ValueStream } from "./value-stream";
import { LuauVm } from "./vm";
import { VmDead } from "./vm-dead";
import { createChannel, HOST_CALLS, templateOf, type VmTemplate } from "./vm-template";
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
	/** Data store calls of this DataStoreRequestType that the server could make now; none when left out. */
	readonly requestBudget?: (requestType: string) => number;
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
	/** Afterwards `memory` counts only what is in use. */
	collectGarbage(): void;
}

const NOTHING = new Uint8Array();
const FUEL_PER_PUMP = 5_000_000;
const FUEL_FOR_BOOT = 50_000_000;
const MICROS_PER_MILLI = 1_000;
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
	private channelCount = 1;
	private nowMicros: number;
	private readonly unixMillisAtZero: number;
	private readonly template: VmTemplate;
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
		const plan = planPlace(placeOf(options), options.side);
		this.template = templateOf(plan);
		const vm = this.copyTemplate();
		this.vm = vm;
		const { address, size } = this.template.channel;
		this.channel = new Channel(vm.memory, address, size);
		this.values = new LuauValues(vm.memory, this.template.layout);
		const setup = JSON.stringify(this.setup(plan.tree));
		callKernel(vm, this.template.kernel, "boot", [{ type: "string", value: setup }]);
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

	collectGarbage(): void {
		this.vm?.collectGarbage();
	}

	private die(reason: string): void {
		this.death ??= reason;
		this.vm = undefined;
	}

	private budget(requestType: WireValue | undefined): number {
		return this.options.requestBudget?.(requestType?.value ?? "") ?? 0;
	}

	private unixMillis(): number {
		return this.unixMillisAtZero + Math.floor(this.nowMicros / MICROS_PER_MILLI);
	}

	private copyTemplate(): LuauVm {
		const hash = createHostHash(() => this.channel);
		return new LuauVm({
			image: this.template.image,
			clock: { micros: () => this.nowMicros, unixMillis: () => this.unixMillis() },
			fuelPerCall: FUEL_FOR_BOOT,
			onHostCall: (key, args) => {
				const call = HOST_CALLS[key - 1];
				if (call === undefined) throw new VmDead(`the kernel made host call ${key}`);
				if (call === "hash") return hash(args);
				return numberValues([call === "budget" ? this.budget(args[0]) : this.json[call]()]);
			},
			onStandardError: this.options.onStandardError ?? (() => undefined),
		});
	}

	private runFrame(vm: LuauVm, inbox: readonly InboxRecord[]): PumpResult {
		const bytes = inbox.length === 0 ? NOTHING : this.stream.write(this.packer.pack(inbox));
		if (!this.channel.writePayload(bytes)) this.enlargeChannel(vm, bytes);
		this.channel.writeTime(this.nowMicros);
		runKernel(vm, this.template.pump);
		const wake = this.channel.readTime();
		const outbox = this.readOutbox();
		this.json.forgetKept();
		return { wakeAt: wake < 0 ? undefined : wake, outbox };
	}

	private enlargeChannel(vm: LuauVm, bytes: Uint8Array): void {
		this.channel = createChannel(vm, this.template.kernel, 2 * bytes.length, this.channelCount);
		this.channelCount += 1;
		this.channel.writePayload(bytes);
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

	private setup(tree: unknown): unknown {
		const { place: _place, clock: _clock, serverStorage: _storage, onStandardError: _error, ...plain } = this.options;
		return {
			options: { studio: false, ...plain, unixMillisAtZero: this.unixMillisAtZero },
			nowMicros: this.nowMicros,
			unixMillis: this.unixMillis(),
			tree,
		};
	}
}

const furnished = new WeakMap<Place, Map<string, Place>>();

/** The place with what stands in ServerStorage; the same things give the same object, so that its plan is made once. */
function placeOf({ place, side, serverStorage = [] }: GameVmOptions): Place {
	if (side === "client" || serverStorage.length === 0) return place;
	const known = furnished.get(place) ?? new Map<string, Place>();
	furnished.set(place, known);
	const name = JSON.stringify(serverStorage);
	const made =
		known.get(name) ??
		addToPlace(
			place,
			serverStorage.map((node) => ({ ...node, parent: "ServerStorage" })),
		);
	known.set(name, made);
	return made;
}

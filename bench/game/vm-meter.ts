import type { InboxRecord } from "../../sim/luau/records";
import type { luauVms } from "../../sim/roblox/luau-vms";

type CreateVms = typeof luauVms;
type LuauGameVm = ReturnType<ReturnType<CreateVms>>;

/** What one stretch of time cost, in milliseconds of the machine. */
export interface Stretch {
	/** All frames of the game together. */
	readonly gameMillis: number;
	/** Each run of the reference loop. */
	readonly referenceMillis: readonly number[];
}

/** How often the reference loop runs: in a frame of its own after so many frames of the game. */
const FRAMES_BETWEEN = 60;

/** Times the frames of one game server, and the reference loop between them, in the same VM. */
export class VmMeter {
	#vm: LuauGameVm | undefined;
	#gameMillis = 0;
	#referenceMillis: number[] = [];
	#frames = 0;
	#isRunning = false;

	/** `reference` makes a script of the server run the loop. */
	constructor(private readonly reference: InboxRecord) {}

	/** Makes VMs as the simulation does, and watches the first one. */
	watch(createVms: CreateVms): CreateVms {
		return (scheduler, options) => {
			const create = createVms(scheduler, options);
			return (spec) => {
				const vm = create(spec);
				if (this.#vm !== undefined) return vm;
				this.#vm = vm;
				return {
					pump: (inbox) => this.#pump(vm, inbox),
					kill: () => vm.kill(),
					memory: () => vm.memory(),
					collectGarbage: () => vm.collectGarbage(),
					get dead() {
						return vm.dead;
					},
				};
			};
		};
	}

	start(): void {
		this.#gameMillis = 0;
		this.#referenceMillis = [];
		this.#isRunning = true;
	}

	stop(): Stretch {
		this.#isRunning = false;
		return { gameMillis: this.#gameMillis, referenceMillis: this.#referenceMillis };
	}

	/** Bytes that are in use: the VM's own count after a full collection. */
	bytesInUse(): number {
		if (this.#vm === undefined) throw new Error("no server was started");
		this.#vm.collectGarbage();
		return this.#vm.memory().heapBytes;
	}

	#pump(vm: LuauGameVm, inbox: readonly InboxRecord[]): ReturnType<LuauGameVm["pump"]> {
		const frame = time(() => vm.pump(inbox));
		this.#gameMillis += frame.millis;
		this.#frames += 1;
		if (!this.#isRunning || this.#frames % FRAMES_BETWEEN !== 0) return frame.result;
		const loop = time(() => vm.pump([this.reference]));
		this.#referenceMillis.push(loop.millis);
		return { wakeAt: loop.result.wakeAt, outbox: [...frame.result.outbox, ...loop.result.outbox] };
	}
}

function time<Result>(run: () => Result): { readonly result: Result; readonly millis: number } {
	const started = performance.now();
	const result = run();
	return { result, millis: performance.now() - started };
}

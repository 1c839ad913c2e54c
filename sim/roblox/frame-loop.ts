import type { Cancel, Scheduler } from "../clock/scheduler";
import type { InboxRecord, OutboxRecord } from "../luau/records";
import type { GameVm } from "./vm-port";

export interface FrameLoopPorts {
	readonly scheduler: Scheduler;
	readonly frameMicros: number;
	readonly vm: GameVm;
	readonly handle: (record: OutboxRecord) => void;
	/** The VM died by itself: out of fuel or memory, or a fault inside. */
	readonly onDeath: () => void;
}

/**
 * Pumps one VM at its frame times only, at most once a frame: what comes in waits for the next frame, as on the
 * platform. Frames in which the VM has nothing to do are left out.
 */
export class FrameLoop {
	readonly #ports: FrameLoopPorts;
	readonly #firstFrame: number;
	#inbox: InboxRecord[] = [];
	#cancelFrame: Cancel | undefined;
	#frameAt: number | undefined;
	#lastFrameAt = Number.NEGATIVE_INFINITY;
	#isPaused = false;
	#isStopped = false;

	constructor(ports: FrameLoopPorts) {
		this.#ports = ports;
		this.#firstFrame = ports.scheduler.now();
		this.#planFrame(this.#firstFrame);
	}

	/** Waits for the next frame. After `stop` it is dropped. */
	push(record: InboxRecord): void {
		if (this.#isStopped) return;
		this.#inbox.push(record);
		this.#planFrame(this.#ports.scheduler.now());
	}

	/** Leaves out every frame from now on. */
	pause(): void {
		this.#isPaused = true;
		this.#cancelFrame?.();
		this.#frameAt = undefined;
	}

	/** Frames run again from now on. */
	resume(): void {
		this.#isPaused = false;
		if (!this.#isStopped) this.#planFrame(this.#ports.scheduler.now());
	}

	memory(): { readonly heapBytes: number; readonly wasmBytes: number } {
		return this.#ports.vm.memory();
	}

	/** No frame runs any more, and the VM is dropped. */
	stop(): void {
		if (this.#isStopped) return;
		this.#isStopped = true;
		this.#cancelFrame?.();
		this.#inbox = [];
		this.#ports.vm.kill();
	}

	#planFrame(wanted: number): void {
		if (this.#isPaused) return;
		const earliest = Math.max(wanted, this.#ports.scheduler.now(), this.#lastFrameAt + 1);
		const { frameMicros } = this.#ports;
		const frames = Math.ceil((earliest - this.#firstFrame) / frameMicros);
		const time = this.#firstFrame + Math.max(0, frames) * frameMicros;
		if (this.#frameAt !== undefined && this.#frameAt <= time) return;
		this.#cancelFrame?.();
		this.#frameAt = time;
		this.#cancelFrame = this.#ports.scheduler.at(time, () => this.#runFrame(time));
	}

	#runFrame(time: number): void {
		this.#frameAt = undefined;
		this.#lastFrameAt = time;
		const inbox = this.#inbox;
		this.#inbox = [];
		const { wakeAt, outbox } = this.#ports.vm.pump(inbox);
		for (const record of outbox) {
			if (!this.#isStopped) this.#ports.handle(record);
		}
		if (this.#isStopped) return;
		if (this.#ports.vm.dead !== undefined) return this.#ports.onDeath();
		if (wakeAt !== undefined) this.#planFrame(wakeAt);
	}
}

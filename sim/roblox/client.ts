import { after, type Scheduler } from "../clock/scheduler";
import type { PlaceMove } from "../luau/place-tree";
import type { InboxRecord, OutboxRecord } from "../luau/records";
import { FrameLoop } from "./frame-loop";
import type { CreateVm, PlaceIdentity, RobloxUser } from "./vm-port";

export interface ClientPorts {
	readonly scheduler: Scheduler;
	readonly createVm: CreateVm;
	readonly frameMicros: number;
	readonly seed: number;
	/** One way between server and client, in microseconds; the same for all records, so that they stay in order. */
	readonly legMicros: number;
	readonly jobId: string;
	readonly place: PlaceIdentity;
	readonly user: RobloxUser;
	readonly moves: readonly PlaceMove[];
	/** Takes what the client sends, after its way. */
	readonly toServer: (record: InboxRecord) => void;
	/** The screen shows something else. */
	readonly onScreen: (lines: readonly string[]) => void;
	readonly log: (record: Extract<OutboxRecord, { readonly t: "log" }>) => void;
}

/** One player's own VM, as long as the player is on one server. */
export class Client {
	readonly #ports: ClientPorts;
	readonly #loop: FrameLoop;
	#screen: readonly string[] = [];

	constructor(ports: ClientPorts) {
		this.#ports = ports;
		const { scheduler, frameMicros, seed, createVm, jobId, place, user, moves } = ports;
		this.#loop = new FrameLoop({
			scheduler,
			frameMicros,
			vm: createVm({ role: "client", jobId, place, frameMicros, seed, user, moves }),
			handle: (record) => this.#handle(record),
			onDeath: () => this.stop(),
		});
	}

	/** What the player sees now, one line per visible text. */
	screen(): readonly string[] {
		return this.#screen;
	}

	/** Sends a record over the network to the client. */
	send(record: InboxRecord): void {
		after(this.#ports.scheduler, this.#ports.legMicros, () => this.#loop.push(record));
	}

	stop(): void {
		this.#loop.stop();
	}

	#handle(record: OutboxRecord): void {
		const { scheduler, legMicros, user, toServer, onScreen, log } = this.#ports;
		if (record.t === "screen") {
			this.#screen = record.lines;
			onScreen(record.lines);
		} else if (record.t === "log") log(record);
		else if (record.t === "remote") after(scheduler, legMicros, () => toServer({ ...record, userId: user.id }));
		else if (record.t === "request") {
			const error = "this call can only be made by a server script";
			this.#loop.push({ t: "answer", id: record.id, ok: false, error });
		}
	}
}

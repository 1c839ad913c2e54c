import type { InboxRecord, OutboxRecord, WorldRequest } from "../../luau/records";
import type { GameVm } from "../vm-port";

type Answer = Extract<InboxRecord, { readonly t: "answer" }>;

/** Stands in for a Luau VM: the test says what comes out, and sees what comes in. */
export class ScriptedVm implements GameVm {
	readonly received: InboxRecord[] = [];
	pumps = 0;
	isKilled = false;
	dead: string | undefined;
	wakeAt: number | undefined;
	onRecord: (record: InboxRecord) => void = () => undefined;
	readonly #waiting = new Map<number, (answer: Answer) => void>();
	#outbox: OutboxRecord[] = [];
	#requests = 0;

	/** Leaves with the next pump. */
	send(record: OutboxRecord): void {
		this.#outbox.push(record);
	}

	request(request: WorldRequest, onAnswer: (answer: Answer) => void = () => undefined): void {
		this.#requests += 1;
		this.#waiting.set(this.#requests, onAnswer);
		this.send({ t: "request", id: this.#requests, request });
	}

	pump(inbox: readonly InboxRecord[]): { wakeAt: number | undefined; outbox: OutboxRecord[] } {
		this.pumps += 1;
		for (const record of inbox) {
			this.received.push(record);
			if (record.t === "answer") this.#waiting.get(record.id)?.(record);
			else this.onRecord(record);
		}
		const outbox = this.#outbox;
		this.#outbox = [];
		return { wakeAt: this.wakeAt, outbox };
	}

	memory(): { heapBytes: number; wasmBytes: number } {
		return { heapBytes: 0, wasmBytes: 0 };
	}

	kill(): void {
		this.isKilled = true;
	}
}

/** The value of an answer, which must be a good one. */
export function valueOf(answer: Answer): unknown {
	if (!answer.ok) throw new Error(`the call failed: ${answer.error}`);
	return answer.value;
}

import { createGameVm, type GameVm, type GameVmOptions } from "../game-vm";
import { addToPlace, type Place, type PlaceAddition } from "../place-tree";
import type { InboxRecord, OutboxRecord, StoreRequest, WorldRequest } from "../records";
import { TinyStore } from "./tiny-store";

export const FRAME_MICROS = 100_000;
const START_MICROS = 10_000_000;
const START_UNIX_MILLIS = 1_700_000_000_000;
/** Frames from a request to its effect, and from there to its answer. */
const LEG_FRAMES = 1;

/** A place with nothing but these instances. */
export function barePlace(additions: readonly PlaceAddition[]): Place {
	return addToPlace([], additions);
}

export function serverScript(source: string): PlaceAddition {
	return { parent: "ServerScriptService", name: "Check", className: "Script", source };
}

function isStoreRequest(request: WorldRequest): request is StoreRequest {
	return request.kind.startsWith("store.");
}

interface Due {
	readonly frame: number;
	readonly run: () => void;
}

/** One server in the tiny world. */
export interface TinyServer {
	readonly vm: GameVm;
	readonly inbox: InboxRecord[];
	readonly outbox: OutboxRecord[];
	/** Text of output logs, in order. */
	readonly output: string[];
	readonly errors: string[];
	alive: boolean;
}

/** Several VMs, one data store, frames of 100 ms, no randomness. */
export class TinyWorld {
	micros = START_MICROS;
	readonly store = new TinyStore(() => this.unixMillis());
	readonly servers: TinyServer[] = [];
	/** Answers requests other than the store's. */
	answerOther: (request: WorldRequest) => unknown = () => null;
	/** When it returns a text, the request fails with it instead. */
	failRequest: (request: WorldRequest) => string | undefined = () => undefined;
	private frame = 0;
	private due: Due[] = [];

	unixMillis(): number {
		return START_UNIX_MILLIS + Math.floor(this.micros / 1_000);
	}

	start(place: Place, options: Partial<GameVmOptions> = {}): TinyServer {
		const vm = createGameVm({
			place,
			side: "server",
			jobId: `job-${this.servers.length + 1}`,
			placeId: 11,
			universeId: 22,
			placeVersion: 33,
			clock: { micros: () => this.micros, unixMillis: () => this.unixMillis() },
			seed: 1,
			signals: "deferred",
			frameMicros: FRAME_MICROS,
			secretNames: ["Token"],
			httpEnabled: true,
			...options,
		});
		const server: TinyServer = { vm, inbox: [], outbox: [], output: [], errors: [], alive: true };
		this.servers.push(server);
		return server;
	}

	/** Drops a server as a crash does: requests under way still take effect. */
	crash(server: TinyServer): void {
		server.alive = false;
		server.vm.kill();
	}

	/** Runs frames until `done` or for so many seconds; returns whether `done` came true. */
	run(seconds: number, done: () => boolean = () => false): boolean {
		for (let left = Math.round((seconds * 1e6) / FRAME_MICROS); left > 0 && !done(); left--) this.step();
		return done();
	}

	private step(): void {
		this.frame++;
		const now = this.due.filter((event) => event.frame <= this.frame);
		this.due = this.due.filter((event) => event.frame > this.frame);
		for (const event of now) event.run();
		for (const server of this.servers) if (server.alive) this.pump(server);
		this.micros += FRAME_MICROS;
	}

	private pump(server: TinyServer): void {
		const { outbox } = server.vm.pump(server.inbox.splice(0));
		server.outbox.push(...outbox);
		for (const record of outbox) {
			if (record.t === "log") (record.level === "output" ? server.output : server.errors).push(record.text);
			if (record.t === "request") this.take(server, record.id, record.request);
		}
	}

	private take(server: TinyServer, id: number, request: WorldRequest): void {
		this.after(LEG_FRAMES, () => {
			const failure = this.failRequest(request);
			const value = failure === undefined ? this.perform(request) : undefined;
			this.after(LEG_FRAMES, () => {
				server.inbox.push(
					failure === undefined ? { t: "answer", id, ok: true, value } : { t: "answer", id, ok: false, error: failure },
				);
			});
		});
	}

	private perform(request: WorldRequest): unknown {
		return isStoreRequest(request) ? this.store.answer(request) : this.answerOther(request);
	}

	private after(frames: number, run: () => void): void {
		this.due.push({ frame: this.frame + frames, run });
	}
}

import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { PlaceMove } from "../luau/place-tree";
import type { InboxRecord, OutboxRecord, WorldRequest } from "../luau/records";
import { Client, type ClientPorts } from "./client";
import { FrameLoop } from "./frame-loop";
import type { HttpBridge } from "./http-bridge";
import type { MessageGateway } from "./message-gateway";
import type { StoreGateway } from "./store-gateway";
import type { CreateVm, PlaceIdentity, RobloxUser } from "./vm-port";

/** Creator-docs, `classes/DataModel`: all BindToClose callbacks together get 30 seconds. */
export const CLOSE_MICROS_MAX = 30 * SECOND;

export type LogRecord = Extract<OutboxRecord, { readonly t: "log" }>;
export type LeaveReason = "Unknown" | "PlatformKick" | "CreatorKick";
export type ServerStatus = "active" | "closing" | "shut_down" | "crashed";

export interface GameServerPorts {
	readonly jobId: string;
	readonly place: PlaceIdentity;
	readonly scheduler: Scheduler;
	readonly createVm: CreateVm;
	readonly frameMicros: number;
	readonly hasClients: boolean;
	/** Made with `deliver` of this server. */
	readonly services: (server: GameServer) => ServerServices;
	readonly clientLegMicros: () => number;
	/** For one more VM. */
	readonly drawSeed: () => number;
	readonly onLog: (record: LogRecord, userId: number | null) => void;
	readonly onScreen: (userId: number, lines: readonly string[]) => void;
	readonly onRemote: (userId: number, path: string, args: readonly unknown[]) => void;
	readonly onKick: (userId: number, message: string) => void;
	readonly onPurchaseDecision: (purchaseId: string, isGranted: boolean) => void;
	readonly onEnd: (status: "shut_down" | "crashed") => void;
}

export interface ServerServices {
	readonly stores: StoreGateway;
	readonly messages: MessageGateway;
	readonly http: HttpBridge;
}

type ReplicatedRecord = Extract<OutboxRecord, { readonly t: "replicate" | "attribute" }>;

/** One game server: its VM, its players' clients, and its ways to the services. */
export class GameServer {
	readonly jobId: string;
	readonly startedUnixMillis: number;
	readonly #ports: GameServerPorts;
	readonly #services: ServerServices;
	readonly #clients = new Map<number, Client>();
	readonly #users = new Map<number, RobloxUser>();
	/** What clients that come later have to be told, by what it is about. */
	readonly #replicated = new Map<string, ReplicatedRecord>();
	readonly #moves: PlaceMove[] = [];
	readonly #loop: FrameLoop;
	#status: ServerStatus = "active";
	#endedUnixMillis: number | null = null;
	#isHung = false;

	constructor(ports: GameServerPorts) {
		this.jobId = ports.jobId;
		this.startedUnixMillis = ports.scheduler.unixMillis();
		this.#ports = ports;
		this.#services = ports.services(this);
		const { scheduler, frameMicros, jobId, place } = ports;
		this.#loop = new FrameLoop({
			scheduler,
			frameMicros,
			vm: ports.createVm({
				...{ role: "server", jobId, place, frameMicros, seed: ports.drawSeed() },
				requestBudget: (requestType) => this.#services.stores.budgetOf(requestType),
			}),
			handle: (record) => this.#handle(record),
			onDeath: () => this.crash(),
		});
	}

	/** Which build of the place it runs: old servers go on after a new one is published. */
	placeVersion(): number {
		return this.#ports.place.placeVersion;
	}

	status(): ServerStatus {
		return this.#status;
	}

	isRunning(): boolean {
		return this.#status === "active" || this.#status === "closing";
	}

	/** Unix milliseconds; null while it runs. */
	endedUnixMillis(): number | null {
		return this.#endedUnixMillis;
	}

	playerIds(): readonly number[] {
		return [...this.#users.keys()];
	}

	screenOf(userId: number): readonly string[] {
		return this.#clients.get(userId)?.screen() ?? [];
	}

	/** Waits for the next frame; a server that ended hears nothing. */
	deliver(record: InboxRecord): void {
		this.#loop.push(record);
	}

	addPlayer(user: RobloxUser): void {
		this.#users.set(user.id, user);
		this.deliver({ t: "join", userId: user.id, name: user.name, displayName: user.displayName });
		if (!this.#ports.hasClients) return;
		const client = new Client(this.#clientPorts(user));
		this.#clients.set(user.id, client);
		for (const record of this.#replicated.values()) client.send(record);
	}

	removePlayer(userId: number, reason: LeaveReason): void {
		const left = `Players.${this.#users.get(userId)?.name}`;
		for (const [about, { path }] of this.#replicated) if (path === left) this.#replicated.delete(about);
		this.#users.delete(userId);
		this.#clients.get(userId)?.stop();
		this.#clients.delete(userId);
		this.deliver({ t: "leave", userId, reason });
	}

	/** Runs BindToClose; players must have been removed. Ends when all is done, after 30 s at the latest. */
	close(reason: string): void {
		if (this.#status !== "active") return;
		this.#status = "closing";
		this.deliver({ t: "close", reason });
		after(this.#ports.scheduler, CLOSE_MICROS_MAX, () => this.#end("shut_down"));
	}

	/** No frame runs until it is resumed; what comes in waits. */
	hang(): void {
		this.#isHung = true;
		this.#loop.pause();
	}

	resume(): void {
		this.#isHung = false;
		this.#loop.resume();
	}

	/** Whether a player could get in now. */
	takesPlayers(): boolean {
		return this.#status === "active" && !this.#isHung;
	}

	memory(): { readonly heapBytes: number; readonly wasmBytes: number } {
		return this.#loop.memory();
	}

	/** Nothing more runs; writes that were sent still land. */
	crash(): void {
		this.#end("crashed");
	}

	#end(status: "shut_down" | "crashed"): void {
		if (!this.isRunning()) return;
		this.#status = status;
		this.#endedUnixMillis = this.#ports.scheduler.unixMillis();
		this.#loop.stop();
		for (const client of this.#clients.values()) client.stop();
		this.#clients.clear();
		this.#services.stores.close();
		this.#services.messages.close();
		this.#ports.onEnd(status);
		this.#users.clear();
	}

	#handle(record: OutboxRecord): void {
		switch (record.t) {
			case "request":
				return this.#request(record.id, record.request);
			case "unsubscribe":
				return this.#services.messages.unsubscribe(record.subscription);
			case "log":
				return this.#ports.onLog(record, null);
			case "kick":
				return this.#ports.onKick(record.userId, record.message);
			case "remote":
				this.#ports.onRemote(record.userId, record.path, record.args);
				return this.#clients.get(record.userId)?.send(record);
			case "replicate":
			case "attribute":
				return this.#replicate(record);
			case "move":
				this.#moves.push({ from: record.from, to: record.to });
				return;
			case "screen":
				return;
			case "purchaseDecision":
				return this.#ports.onPurchaseDecision(record.purchaseId, record.isGranted);
			case "closed":
				return this.#end("shut_down");
		}
	}

	#replicate(record: ReplicatedRecord): void {
		const about = record.t === "attribute" ? `${record.path} ${record.name}` : record.path;
		this.#replicated.set(`${record.t} ${about}`, record);
		for (const client of this.#clients.values()) client.send(record);
	}

	#request(id: number, request: WorldRequest): void {
		switch (request.kind) {
			case "http":
				return this.#services.http.request(id, request);
			case "message.publish":
				return this.#services.messages.publish(id, request.topic, request.data);
			case "message.subscribe":
				return this.#services.messages.subscribe(id, request.topic, request.subscription);
			case "store.get":
			case "store.cas":
			case "store.set":
			case "store.remove":
			case "store.version":
			case "store.versions":
				return this.#services.stores.request(id, request);
		}
	}

	#clientPorts(user: RobloxUser): ClientPorts {
		const { scheduler, createVm, frameMicros, jobId, place, onLog, onScreen } = this.#ports;
		return {
			scheduler,
			createVm,
			frameMicros,
			seed: this.#ports.drawSeed(),
			jobId,
			place,
			user,
			moves: [...this.#moves],
			legMicros: this.#ports.clientLegMicros(),
			toServer: (record) => this.deliver(record),
			onScreen: (lines) => onScreen(user.id, lines),
			log: (record) => onLog(record, user.id),
		};
	}
}

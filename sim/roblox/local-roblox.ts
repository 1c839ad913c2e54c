import { after, SECOND } from "../clock/scheduler";
import type { Random } from "../random";
import { digestOf } from "../trace";
import { DataStores } from "./data-stores";
import type { EventListener, RobloxEvent } from "./events";
import { ExperienceBudgets } from "./experience-budgets";
import { NO_FAULTS, type Faults } from "./faults";
import { GameServer, type LeaveReason } from "./game-server";
import { drawMicros, USUAL_LATENCIES, type Latencies } from "./latencies";
import { Messaging } from "./messaging";
import { OpenCloud } from "./open-cloud";
import type { LocalRobloxOptions, LogLine } from "./options";
import { Players } from "./players";
import { Purchases } from "./purchases";
import { makeServices, type Experience } from "./server-services";
import { describeEvent } from "./trace-lines";
import { BystanderCalls } from "./watch/bystander-calls";
import { SessionsEnded } from "./watch/sessions-ended";

export type { LocalRobloxOptions, LogLine } from "./options";

/** One experience on one machine: all servers, players, stores and topics, and Open Cloud over it. */
export class LocalRoblox {
	readonly stores: DataStores;
	readonly budgets: ExperienceBudgets;
	readonly players = new Players();
	readonly openCloud: OpenCloud;
	readonly purchases: Purchases;
	readonly bystanderCalls = new BystanderCalls();
	readonly sessionsEnded = new SessionsEnded();
	readonly logs: LogLine[] = [];
	readonly #options: LocalRobloxOptions;
	readonly #latencies: Latencies;
	readonly #faults: Faults;
	readonly #messaging: Messaging;
	readonly #random: Random;
	readonly #experience: Experience;
	readonly #servers = new Map<string, GameServer>();
	readonly #listeners: EventListener[] = [];

	constructor(options: LocalRobloxOptions) {
		const { scheduler, random, place } = options;
		this.#options = options;
		this.#latencies = { ...USUAL_LATENCIES, ...options.latencies };
		this.#faults = { ...NO_FAULTS, ...options.faults };
		this.#random = random.fork("roblox");
		for (const user of options.users) this.players.addUser(user);
		this.stores = new DataStores(scheduler, (write) => this.#emit({ kind: "store.written", write }));
		this.budgets = new ExperienceBudgets(scheduler, () => this.players.count());
		this.#messaging = new Messaging({
			scheduler,
			random: this.#random.fork("messaging"),
			latencies: this.#latencies,
			faults: this.#faults.messages,
			servers: () => this.runningServers().length,
			emit: this.#emit,
		});
		this.#experience = {
			options,
			latencies: this.#latencies,
			faults: this.#faults,
			random: this.#random,
			stores: this.stores,
			budgets: this.budgets,
			messaging: this.#messaging,
			emit: this.#emit,
		};
		this.purchases = new Purchases({
			random: this.#random.fork("purchases"),
			serverOf: (userId) => this.players.serverOf(userId),
			deliver: (jobId, record) => this.server(jobId).deliver(record),
		});
		this.openCloud = new OpenCloud({
			scheduler,
			random: this.#random.fork("open-cloud"),
			latencies: this.#latencies,
			faults: this.#faults.http,
			apiKeys: options.apiKeys,
			place,
			stores: this.stores,
			budgets: this.budgets,
			messaging: this.#messaging,
			players: this.players,
			servers: () => this.servers(),
			note: (what) => options.trace.line(scheduler.now(), "open-cloud", what),
		});
	}

	/** Every server that ever ran, oldest first. */
	servers(): readonly GameServer[] {
		return [...this.#servers.values()];
	}

	runningServers(): readonly GameServer[] {
		return this.servers().filter((server) => server.isRunning());
	}

	server(jobId: string): GameServer {
		const server = this.#servers.get(jobId);
		if (server === undefined) throw new Error(`no server ${jobId}`);
		return server;
	}

	/** Hears every event from now on, after the two counters. */
	listen(listener: EventListener): void {
		this.#listeners.push(listener);
	}

	/** Error lines in the logs: what a script did not catch, and what TestService reports. */
	errorLogCount(): number {
		return this.logs.filter((line) => line.level === "error").length;
	}

	/** Starts a server, of another build of the place if told so, and returns its job id. Its scripts begin at its first frame. */
	addServer(placeVersion = this.#options.place.placeVersion): string {
		const jobId = this.#random.uuid();
		const { scheduler, createVm, place, framesPerSecond, hasClients } = this.#options;
		const clientNetwork = this.#random.fork(`network ${jobId}`);
		const seeds = this.#random.fork(`seeds ${jobId}`);
		const server = new GameServer({
			jobId,
			place: { ...place, placeVersion },
			scheduler,
			createVm,
			frameMicros: Math.round(SECOND / (framesPerSecond ?? 10)),
			hasClients: hasClients ?? false,
			services: (made) => makeServices(made, this.#experience),
			clientLegMicros: () => drawMicros(clientNetwork, this.#latencies.networkLeg),
			drawSeed: () => seeds.integer(0, 2 ** 31 - 1),
			onLog: (record, userId) => this.#log({ jobId, userId, level: record.level, text: record.text }),
			onScreen: (userId, lines) => this.#options.onScreen?.(userId, lines),
			onRemote: (userId, path, args) => this.#emit({ kind: "remote.fired", jobId, userId, path, args }),
			onKick: (userId, message) => this.#kick(jobId, userId, message),
			onPurchaseDecision: (purchaseId, isGranted) => {
				this.#emit({ kind: "purchase.decided", jobId, purchaseId, isGranted });
				this.purchases.decide(purchaseId, isGranted);
			},
			onEnd: (status) => this.#endServer(server, status),
		});
		this.#servers.set(jobId, server);
		this.#emit({ kind: "server.started", jobId });
		return jobId;
	}

	/** The server stands still for so long; it lives on as if nothing had been. */
	hang(jobId: string, seconds: number): void {
		const server = this.server(jobId);
		if (!server.takesPlayers()) return;
		server.hang();
		this.#emit({ kind: "server.hung", jobId });
		after(this.#options.scheduler, seconds * SECOND, () => this.resume(jobId));
	}

	/** Ends a hang, early perhaps. */
	resume(jobId: string): void {
		const server = this.server(jobId);
		if (!server.isRunning() || server.takesPlayers() || server.status() === "closing") return;
		server.resume();
		this.#emit({ kind: "server.resumed", jobId });
	}

	crash(jobId: string): void {
		this.server(jobId).crash();
	}

	/** Orderly: PlayerRemoving for all who are there, BindToClose, 30 seconds at the most. `reason` is a CloseReason. */
	shutdown(jobId: string, reason = "DeveloperShutdown"): void {
		const server = this.server(jobId);
		if (server.status() !== "active") return;
		const removeAll = (): void => {
			for (const userId of server.playerIds()) this.#remove(server, userId, "Unknown");
		};
		if (this.#options.shutdownOrder !== "close-first") removeAll();
		server.close(reason);
		removeAll();
	}

	/** The player must be known, be on no server, and the server must take players. */
	join(userId: number, jobId: string): void {
		const user = this.players.user(userId);
		const server = this.server(jobId);
		const at = this.players.serverOf(userId);
		if (user === undefined) throw new Error(`no user ${userId}`);
		if (at !== undefined) throw new Error(`user ${userId} is on server ${at}`);
		if (server.status() !== "active") throw new Error(`server ${jobId} takes no players: ${server.status()}`);
		this.players.place(userId, jobId);
		this.#emit({ kind: "player.joined", jobId, userId });
		server.addPlayer(user);
		this.purchases.deliverTo(userId);
	}

	/** Does nothing when the player is on no server. */
	leave(userId: number, reason: LeaveReason = "Unknown"): void {
		const jobId = this.players.serverOf(userId);
		if (jobId !== undefined) this.#remove(this.server(jobId), userId, reason);
	}

	/**
	 * Leaves, and joins the other server about a second later: often before the first one has saved. The join falls
	 * away when by then the server is gone or the player is somewhere else.
	 */
	hop(userId: number, jobId: string): void {
		this.leave(userId);
		after(this.#options.scheduler, drawMicros(this.#random, this.#latencies.hopGap), () => {
			const isFree = this.players.serverOf(userId) === undefined;
			if (isFree && this.server(jobId).takesPlayers()) this.join(userId, jobId);
		});
	}

	/** Leaves and comes back to the same server. */
	rejoin(userId: number): void {
		const jobId = this.players.serverOf(userId);
		if (jobId !== undefined) this.hop(userId, jobId);
	}

	/** Fires a RemoteEvent to the server as the player's client would; nothing when he is on no server. */
	fireRemote(userId: number, path: string, args: readonly unknown[]): void {
		const jobId = this.players.serverOf(userId);
		if (jobId !== undefined) this.server(jobId).deliver({ t: "remote", path, userId, args });
	}

	/** What the player's screen shows; empty when he is on no server. */
	screenOf(userId: number): readonly string[] {
		const jobId = this.players.serverOf(userId);
		return jobId === undefined ? [] : this.server(jobId).screenOf(userId);
	}

	readonly #emit = (event: RobloxEvent): void => {
		const time = this.#options.scheduler.now();
		this.#options.trace.line(time, ...describeEvent(event));
		this.bystanderCalls.hear(event, time);
		this.sessionsEnded.hear(event);
		for (const listener of this.#listeners) listener(event, time);
	};

	#remove(server: GameServer, userId: number, reason: LeaveReason): void {
		this.players.remove(userId);
		this.#emit({ kind: "player.left", jobId: server.jobId, userId, reason });
		server.removePlayer(userId, reason);
	}

	#kick(jobId: string, userId: number, message: string): void {
		if (this.players.serverOf(userId) !== jobId) return;
		this.#emit({ kind: "player.kicked", jobId, userId, message });
		this.#remove(this.server(jobId), userId, "CreatorKick");
	}

	#endServer(server: GameServer, status: "shut_down" | "crashed"): void {
		for (const userId of server.playerIds()) this.#remove(server, userId, "Unknown");
		this.#emit({ kind: "server.ended", jobId: server.jobId, status });
	}

	#log(line: LogLine): void {
		this.logs.push(line);
		this.#options.trace.line(this.#options.scheduler.now(), line.jobId, `log ${line.level} ${digestOf(line.text)}`);
		this.#options.onLog?.(line);
	}
}

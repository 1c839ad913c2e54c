import type { Scheduler } from "../clock/scheduler";
import type { LocalRoblox } from "../roblox/local-roblox";
import { readSessionFields } from "../roblox/watch/wallet-entry";
import { Trace } from "../trace";
import { companionKeys, createWorld, treasureChestScript } from "../world/create-world";
import { walletAddress } from "../world/wallet-address";
import type { AnswerMessage, CallMessage, HostCalls, HostConfig, ServerState, WriteRecord } from "./host-calls";

export interface LocalHostPorts {
	readonly clock: Scheduler;
	readonly fetch: (request: Request) => Promise<Response>;
	/** Opens Open Cloud on loopback and returns its address. */
	readonly serve: (handle: (request: Request) => Promise<Response>) => string;
}

const FRAMES_PER_SECOND = 20;

/** Quicker than the platform where the documents name figures, so that a person need not wait; see DEVIATIONS.md. */
const DEMO_LATENCIES = {
	storeLeg: [20, 60],
	delivery: [150, 400],
	httpLeg: [5, 20],
	openCloudLeg: [10, 40],
	networkLeg: [20, 60],
	hopGap: [600, 1_000],
} as const;

/** Carries out the calls of the parent process on one local Roblox. */
export class LocalHost {
	readonly #ports: LocalHostPorts;
	#started: { readonly roblox: LocalRoblox; readonly config: HostConfig } | undefined;
	#log: string[] = [];
	readonly #calls: HostCalls = {
		start: (config) => this.#start(config),
		addServer: () => this.#roblox().addServer(),
		stopServer: (jobId) => this.#roblox().shutdown(jobId),
		crashServer: (jobId) => this.#roblox().crash(jobId),
		servers: () => this.#roblox().servers().map(describeServer),
		join: (userId, jobId) => this.#roblox().join(userId, jobId),
		leave: (userId) => this.#roblox().leave(userId),
		hop: (userId, jobId) => this.#roblox().hop(userId, jobId),
		openChest: (userId) => this.#roblox().fireRemote(userId, "ReplicatedStorage.OpenChest", []),
		screen: (userId) => this.#roblox().screenOf(userId),
		entry: (userId) => this.#roblox().stores.read(this.#address(userId))?.value ?? null,
		writes: (userId) => this.#writes(userId),
		counters: () => ({
			bystanderDataStoreCalls: this.#roblox().bystanderCalls.count(),
			sessionsEnded: this.#roblox().sessionsEnded.count(),
			errors: this.#roblox().errorLogCount(),
		}),
		takeLog: () => this.#log.splice(0),
	};

	constructor(ports: LocalHostPorts) {
		this.#ports = ports;
	}

	/** Never throws: what goes wrong is told to the parent. */
	answer(message: unknown): AnswerMessage {
		// The parent is this repository's own code of the same version.
		const { id, name, args } = message as CallMessage;
		try {
			const run: (...values: never[]) => unknown = this.#calls[name];
			return { id, ok: true, value: run(...(args as never[])) };
		} catch (error) {
			return { id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
		}
	}

	#start(config: HostConfig): { openCloudUrl: string } {
		const { clock, fetch, serve } = this.#ports;
		const roblox = createWorld({
			scheduler: clock,
			seed: config.seed,
			trace: new Trace(),
			identity: { universeId: config.universeId, placeId: config.placeId, placeVersion: 1 },
			storeName: config.storeName,
			users: config.users,
			companionUrl: config.companionUrl,
			fetchCompanion: fetch,
			apiKeys: companionKeys(config.apiKey),
			gameSecret: config.gameSecret,
			framesPerSecond: FRAMES_PER_SECOND,
			hasClients: true,
			latencies: DEMO_LATENCIES,
			scripts: { TreasureChest: treasureChestScript() },
			onLog: (text) => this.#log.push(text),
		});
		this.#started = { roblox, config };
		return { openCloudUrl: serve((request) => roblox.openCloud.handle(request)) };
	}

	#roblox(): LocalRoblox {
		if (this.#started === undefined) throw new Error("the host was not started");
		return this.#started.roblox;
	}

	#address(userId: number): ReturnType<typeof walletAddress> {
		if (this.#started === undefined) throw new Error("the host was not started");
		return walletAddress(this.#started.config.storeName, userId);
	}

	#writes(userId: number): readonly WriteRecord[] {
		const { key, store } = this.#address(userId);
		return this.#roblox()
			.stores.history.filter((write) => write.key === key && write.store === store)
			.map((write) => ({ writer: write.writer, lockedBy: readSessionFields(write.value).activeJob }));
	}
}

function describeServer(server: ReturnType<LocalRoblox["server"]>): ServerState {
	return { jobId: server.jobId, status: server.status(), players: server.playerIds() };
}

import type { CompanionConfig } from "../../companion/config-type";
import { nextMacrotask } from "../clock/macrotask";
import { SECOND } from "../clock/scheduler";
import { VirtualClock } from "../clock/virtual-clock";
import { Random } from "../random";
import type { LocalRoblox } from "../roblox/local-roblox";
import type { RobloxUser } from "../roblox/vm-port";
import { Trace } from "../trace";
import { companionKeys, createWorld, type WorldOptions } from "./create-world";
import { createInProcessCompanion, type InProcessCompanion } from "./in-process-companion";

export const VIRTUAL_COMPANION_URL = "http://companion.test:3000";
export const VIRTUAL_IDENTITY = { universeId: 4_242_424_242, placeId: 5_353_535_353, placeVersion: 1 };
const API_KEY = "virtual-api-key";
const GAME_SECRET = "virtual-game-secret-of-32-bytes-or-more";

/** How every companion on virtual time is set up. */
export const VIRTUAL_CONFIG: CompanionConfig = {
	universeId: String(VIRTUAL_IDENTITY.universeId),
	apiKeys: [API_KEY],
	storeName: "EconomyWallet",
	keys: {
		hmacSecrets: [{ id: "k1", secret: "virtual-hmac-secret-of-32-bytes-or-more" }],
		gameSecrets: [GAME_SECRET],
		serviceKeys: ["virtual-service-key-of-32-bytes-or-more"],
	},
	robloxApiUrl: "https://apis.roblox.test",
	robloxUsersUrl: "https://users.roblox.test",
	conditionalWrites: "v1",
	commandTopic: "discord-commands",
	eventTopic: "economy-events",
	commandLifetimeSeconds: 86_400,
	allowStudio: false,
	fence: true,
	backupEverySeconds: 3_600,
	companionExecutor: true,
	amountMax: 1_000_000,
	guildId: "1100000000000000101",
	economyRoleIds: [],
};

export interface VirtualWorldOptions extends Partial<
	Pick<
		WorldOptions,
		| "scripts"
		| "settings"
		| "project"
		| "latencies"
		| "faults"
		| "hasClients"
		| "apiKeys"
		| "idleFramesPerSecond"
		| "shutdownOrder"
		| "framesPerSecond"
		| "vms"
	>
> {
	readonly seed: number;
	readonly users: readonly RobloxUser[];
	/** What the companion is set to, where it differs from the usual. */
	readonly config?: Partial<CompanionConfig>;
	readonly onLog?: (text: string) => void;
	/** Told of each call of the companion that Open Cloud answered. */
	readonly onCall?: (call: WatchedCall, response: Response) => void;
}

export interface WatchedCall {
	readonly method: string;
	readonly url: string;
	readonly headers: Headers;
	readonly body: string;
}

/** Game servers, local Roblox and the companion in one process, on a clock that jumps. */
export interface VirtualWorld {
	readonly clock: VirtualClock;
	readonly trace: Trace;
	readonly roblox: LocalRoblox;
	readonly companion: InProcessCompanion;
	/** Lets this much of the world's time pass. */
	pass(seconds: number): Promise<void>;
	/** Lets time pass until it holds, for so many seconds at most. False when it never did. */
	passUntil(holds: () => boolean, secondsMax: number): Promise<boolean>;
	close(): void;
}

export function createVirtualWorld(options: VirtualWorldOptions): VirtualWorld {
	const clock = new VirtualClock();
	const trace = new Trace();
	const onLog = options.onLog ?? (() => undefined);
	const { seed, users, config, onLog: _onLog, onCall, ...rest } = options;
	const roblox: LocalRoblox = createWorld({
		framesPerSecond: 10,
		hasClients: false,
		apiKeys: companionKeys(API_KEY),
		...rest,
		scheduler: clock,
		seed,
		trace,
		identity: VIRTUAL_IDENTITY,
		storeName: "EconomyWallet",
		users,
		companionUrl: VIRTUAL_COMPANION_URL,
		fetchCompanion: (request) => companion.handle(request),
		gameSecret: GAME_SECRET,
		onLog,
	});
	const companion = createInProcessCompanion({
		scheduler: clock,
		random: new Random(seed).fork("companion"),
		config: { ...VIRTUAL_CONFIG, ...config },
		fetch: async (request) => {
			if (onCall === undefined) return await roblox.openCloud.handle(request);
			const { method, url, headers } = request;
			const body = await request.clone().text();
			const response = await roblox.openCloud.handle(request);
			onCall({ method, url, headers, body }, response);
			return response;
		},
		onLog: (entry) => onLog(`companion ${entry.level}: ${entry.event} ${JSON.stringify(entry.facts ?? {})}`),
	});
	companion.companion.start();
	const pass = async (seconds: number): Promise<void> => {
		await clock.run({ until: clock.now() + seconds * SECOND, afterEvent: nextMacrotask });
	};
	const passUntil = async (holds: () => boolean, secondsMax: number): Promise<boolean> => {
		const until = clock.now() + secondsMax * SECOND;
		await clock.run({ until, while: () => !holds(), afterEvent: nextMacrotask });
		return holds();
	};
	return { clock, trace, roblox, companion, pass, passUntil, close: () => companion.close() };
}

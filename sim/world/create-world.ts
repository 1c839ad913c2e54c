import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Scheduler } from "../clock/scheduler";
import { loadPlace } from "../luau/place";
import { addToPlace, type Place, type PlaceAddition, type PlaceNode } from "../luau/place-tree";
import { Random } from "../random";
import type { Faults } from "../roblox/faults";
import type { Latencies } from "../roblox/latencies";
import { LocalRoblox } from "../roblox/local-roblox";
import { luauVms } from "../roblox/luau-vms";
import type { PlaceIdentity, RobloxUser } from "../roblox/vm-port";
import type { Trace } from "../trace";

const ROOT = join(import.meta.dir, "..", "..");
/** The secret's name in Roblox's secrets store. */
const GAME_SECRET_NAME = "purser_game_secret";

export interface WorldOptions {
	readonly scheduler: Scheduler;
	readonly seed: number;
	readonly trace: Trace;
	readonly identity: PlaceIdentity;
	readonly storeName: string;
	readonly users: readonly RobloxUser[];
	/** As the game finds the companion, `http://127.0.0.1:3000`. */
	readonly companionUrl: string;
	readonly fetchCompanion: (request: Request) => Promise<Response>;
	readonly apiKey: string;
	readonly gameSecret: string;
	readonly framesPerSecond: number;
	readonly hasClients: boolean;
	readonly latencies?: Partial<Latencies>;
	readonly faults?: Partial<Faults>;
	/** Server scripts beside the game's own, by name and Luau source. */
	readonly scripts?: Readonly<Record<string, string>>;
	readonly onLog?: (text: string) => void;
}

/** Scopes the companion's API key needs; more than these would hide a missing one. */
export const COMPANION_SCOPES = [
	"universe-messaging-service:publish",
	"universe-datastores.objects:read",
	"universe-datastores.objects:update",
	"universe-datastores.objects:create",
	"universe-datastores.control:create",
	"universe:read",
];

/** The local Roblox with the compiled game of this repository in each of its servers. */
export function createWorld(options: WorldOptions): LocalRoblox {
	const random = new Random(options.seed);
	const place = buildPlace(options.scripts ?? {});
	const { scheduler } = options;
	return new LocalRoblox({
		scheduler,
		random: random.fork("world"),
		trace: options.trace,
		place: options.identity,
		users: options.users,
		apiKeys: [{ key: options.apiKey, scopes: COMPANION_SCOPES }],
		secrets: new Map([[GAME_SECRET_NAME, options.gameSecret]]),
		companionHost: new URL(options.companionUrl).host,
		fetchCompanion: options.fetchCompanion,
		framesPerSecond: options.framesPerSecond,
		hasClients: options.hasClients,
		...(options.latencies === undefined ? {} : { latencies: options.latencies }),
		...(options.faults === undefined ? {} : { faults: options.faults }),
		onLog: (line) => options.onLog?.(`${line.userId ?? line.jobId.slice(0, 8)} ${line.level}: ${line.text}`),
		createVm: luauVms(scheduler, {
			place,
			// What new places are made with; the legacy default runs handlers at once.
			signals: "deferred",
			secretNames: [GAME_SECRET_NAME],
			httpEnabled: true,
			serverStorage: [economySecrets(options)],
		}),
	});
}

function buildPlace(scripts: Readonly<Record<string, string>>): Place {
	const additions = Object.entries(scripts).map(([name, source]): PlaceAddition => ({
		parent: "ServerScriptService",
		name,
		className: "Script",
		source,
	}));
	return addToPlace(loadPlace(join(ROOT, "default.project.json")), additions);
}

/** What an experience's owner puts into ServerStorage by hand. */
function economySecrets(options: WorldOptions): PlaceNode {
	const value = (name: string, text: string): PlaceNode => ({
		name,
		className: "StringValue",
		properties: { Value: text },
	});
	return {
		name: "EconomySecrets",
		className: "Folder",
		children: [
			value("TransactionLogEndpoint", `${options.companionUrl}/log/transactions`),
			value("DataStoreName", options.storeName),
		],
	};
}

/** The demo's own game script, which uses Purser as any game would. */
export function treasureChestScript(): string {
	return readFileSync(join(ROOT, "sim", "place", "treasure-chest.luau"), "utf8");
}

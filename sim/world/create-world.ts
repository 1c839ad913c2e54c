import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SECOND, type Scheduler } from "../clock/scheduler";
import { loadPlace } from "../rojo/load-place";
import { addToPlace, type Place, type PlaceAddition, type PlaceNode } from "../luau/place-tree";
import { Random } from "../random";
import type { Faults } from "../roblox/faults";
import type { Latencies } from "../roblox/latencies";
import { LocalRoblox, type LocalRobloxOptions } from "../roblox/local-roblox";
import { luauVms } from "../roblox/luau-vms";
import type { ApiKey } from "../roblox/open-cloud";
import type { PlaceIdentity, RobloxUser } from "../roblox/vm-port";
import type { Trace } from "../trace";
import { nextBuildOf } from "./next-game";

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
	/** What Roblox knows as keys; a story may change the list while it plays. */
	readonly apiKeys: readonly ApiKey[];
	readonly gameSecret: string;
	readonly framesPerSecond: number;
	/** Frames of a server in which nobody waits for anything; as many as all others when left out. */
	readonly idleFramesPerSecond?: number;
	readonly hasClients: boolean;
	readonly latencies?: Partial<Latencies>;
	readonly faults?: Partial<Faults>;
	readonly shutdownOrder?: LocalRobloxOptions["shutdownOrder"];
	/** The place's Rojo project, from the repository's root; Purser's own when left out. */
	readonly project?: string;
	/** More of what an owner puts into EconomySecrets, by name. */
	readonly settings?: Readonly<Record<string, string>>;
	/** Server scripts beside the game's own, by name and Luau source. */
	readonly scripts?: Readonly<Record<string, string>>;
	/** By how many milliseconds a server's own clock is ahead; asked once for each VM. */
	readonly clockSkewMillis?: (jobId: string) => number;
	/** How VMs are made; something that measures them may stand around the usual way. */
	readonly vms?: typeof luauVms;
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

/** The keys of a companion that is set up as the documents say. */
export function companionKeys(...keys: readonly string[]): ApiKey[] {
	return keys.map((key) => ({ key, scopes: COMPANION_SCOPES }));
}

/** The local Roblox with the compiled game of this repository in each of its servers. */
export function createWorld(options: WorldOptions): LocalRoblox {
	const random = new Random(options.seed);
	const place = buildPlace(options.project ?? "default.project.json", options.scripts ?? {});
	const { scheduler, idleFramesPerSecond } = options;
	const skewMillis = options.clockSkewMillis ?? (() => 0);
	let next: Place | undefined;
	/** Made when the first server of it starts. */
	const buildOf = (placeVersion: number): Place => {
		if (placeVersion === options.identity.placeVersion) return place;
		next ??= nextBuildOf(place);
		return next;
	};
	const vmOptions = {
		// What new places are made with; the legacy default runs handlers at once.
		signals: "deferred",
		secretNames: [GAME_SECRET_NAME],
		httpEnabled: true,
		serverStorage: [economySecrets(options)],
		...(idleFramesPerSecond === undefined ? {} : { idleFrameMicros: Math.round(SECOND / idleFramesPerSecond) }),
	} as const;
	return new LocalRoblox({
		scheduler,
		random: random.fork("world"),
		trace: options.trace,
		place: options.identity,
		users: options.users,
		apiKeys: options.apiKeys,
		secrets: new Map([[GAME_SECRET_NAME, options.gameSecret]]),
		companionHost: new URL(options.companionUrl).host,
		fetchCompanion: options.fetchCompanion,
		framesPerSecond: options.framesPerSecond,
		hasClients: options.hasClients,
		...(options.latencies === undefined ? {} : { latencies: options.latencies }),
		...(options.faults === undefined ? {} : { faults: options.faults }),
		...(options.shutdownOrder === undefined ? {} : { shutdownOrder: options.shutdownOrder }),
		onLog: (line) => options.onLog?.(`${line.userId ?? line.jobId.slice(0, 8)} ${line.level}: ${line.text}`),
		createVm: (spec) => {
			const place = buildOf(spec.place.placeVersion);
			const createVm = (options.vms ?? luauVms)(skewClock(scheduler, skewMillis(spec.jobId)), { ...vmOptions, place });
			return createVm(spec);
		},
	});
}

/** The same world with another date; durations stay as they are. */
function skewClock(scheduler: Scheduler, millis: number): Scheduler {
	return {
		now: () => scheduler.now(),
		unixMillis: () => scheduler.unixMillis() + millis,
		at: (time, run) => scheduler.at(time, run),
	};
}

function buildPlace(project: string, scripts: Readonly<Record<string, string>>): Place {
	const additions = Object.entries(scripts).map(([name, source]): PlaceAddition => ({
		parent: "ServerScriptService",
		name,
		className: "Script",
		source,
	}));
	return addToPlace(loadPlace(join(ROOT, project)), additions);
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
			...Object.entries(options.settings ?? {}).map(([name, text]) => value(name, text)),
		],
	};
}

/** The demo's own game script, which uses Purser as any game would. */
export function treasureChestScript(): string {
	return readScript("treasure-chest");
}

/** What players of the fault simulation do: chests, purchases with a key, spending. */
export function shopScripts(): Readonly<Record<string, string>> {
	return { TreasureChest: treasureChestScript(), CoinShop: readScript("coin-shop") };
}

function readScript(name: string): string {
	return readFileSync(join(ROOT, "sim", "place", `${name}.luau`), "utf8");
}

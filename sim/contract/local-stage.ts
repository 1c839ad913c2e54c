import { createOpenCloud, type OpenCloudSettings } from "../../companion/roblox/open-cloud/create-open-cloud";
import type { OpenCloud } from "../../companion/roblox/open-cloud/open-cloud";
import type { OpenCloudPorts } from "../../companion/roblox/open-cloud/call";
import { nextMacrotask } from "../clock/macrotask";
import { after, MILLISECOND } from "../clock/scheduler";
import { OPEN_CLOUD_WRITER } from "../roblox/data-stores";
import type { ApiKey } from "../roblox/open-cloud";
import { ALL_SCOPES, TEST_KEY, TestWorld } from "../roblox/testing/test-world";
import { recordAltered, type Alteration } from "./alteration";
import type { ConditionalVersion } from "./calls/conditional-calls";
import type { LocalScene } from "./calls/scene";
import type { Contract } from "./contract";
import { recordExchanges, type Recording } from "./record-exchanges";
import { methodsOf, watchMethods } from "./watch-methods";

const USER = { userId: 101, name: "Ada" };
const TERMINATED = { userId: 102, name: "Ben" };
const STORE = "Contract";
const OLD_ENTRY = { store: STORE, key: "old" };
const PLACE = { universeId: 1, placeId: 2, placeVersion: 3 };
/** More than the 100 that fit on a page of either list. */
const REVISIONS = 103;
const SERVERS = 102;
const HOUR_SECONDS = 3_600;

const KEYS: readonly ApiKey[] = [
	{ key: TEST_KEY, scopes: ALL_SCOPES },
	{ key: "powerless", scopes: [] },
	{
		...{ key: "switched-off", scopes: ["universe-datastores.objects:read", "universe:read"], isEnabled: false },
		...{ universeIds: [PLACE.universeId], storeNames: [STORE], expiresAt: Date.UTC(2030, 0, 1) },
	},
];

/** A world on virtual time with everything the calls look for, and the checker between it and the client. */
export interface LocalStage {
	readonly scene: LocalScene;
	readonly recording: Recording;
	/** Lets the world run until this is done. */
	readonly run: <Value>(work: Promise<Value>) => Promise<Value>;
	/** Names of all methods the clients have, and of those that were called. */
	readonly methods: readonly string[];
	readonly called: ReadonlySet<string>;
}

/** An alteration is what the checker sees in place of what was sent. */
export async function openLocalStage(contract: Contract, alteration?: Alteration): Promise<LocalStage> {
	const world = await makeWorld();
	const { handle } = world.roblox.openCloud;
	const altered = alteration && recordAltered(contract, handle, alteration);
	const recording = altered?.recording ?? recordExchanges(contract, handle);
	const fetch = altered?.fetch ?? recording.fetch;
	const called = new Set<string>();
	const methods = new Set<string>();
	const connect = (version: ConditionalVersion, settings: Partial<OpenCloudSettings> = {}): OpenCloud => {
		const ports = portsOf(world, fetch);
		const cloud = createOpenCloud(ports, { ...settingsOf(version), ...settings }, () => ({ servers: 0, players: 0 }));
		for (const name of methodsOf(cloud, version)) methods.add(name);
		return watchMethods(cloud, version, (name) => void called.add(name));
	};
	const scene: LocalScene = {
		...{ v1: connect("v1"), v2: connect("v2") },
		stranger: connect("v1", { apiKeys: ["unknown"] }),
		powerless: connect("v1", { apiKeys: ["powerless"] }),
		switchedOff: connect("v1", { apiKeys: ["switched-off"] }),
		otherUniverse: connect("v1", { universeId: "9" }),
		...{ universeId: String(PLACE.universeId), placeId: PLACE.placeId, store: STORE },
		entry: (name) => ({ store: STORE, key: name }),
		...{ user: USER, terminated: TERMINATED, oldEntry: OLD_ENTRY, oldEntryRevisions: REVISIONS },
		runningJobs: world.roblox.runningServers().map(({ jobId }) => jobId),
	};
	return { scene, recording, called, methods: [...methods], run: (work) => runUntilDone(world, work) };
}

async function makeWorld(): Promise<TestWorld> {
	const users = [
		{ id: USER.userId, name: USER.name, displayName: "Ada L." },
		{ id: TERMINATED.userId, name: TERMINATED.name, displayName: "Ben", isTerminated: true },
	];
	const world = new TestWorld({ users, place: PLACE, apiKeys: KEYS });
	// Only the first write of an hour keeps what was there before.
	for (let index = 0; index < REVISIONS; index += 1) {
		const content = { value: String(index), userIds: [], metadata: {} };
		world.roblox.stores.set({ ...OLD_ENTRY, scope: "global" }, content, OPEN_CLOUD_WRITER);
		await world.run(HOUR_SECONDS);
	}
	for (let index = 0; index < SERVERS; index += 1) world.roblox.addServer();
	world.roblox.crash(world.roblox.addServer());
	world.roblox.join(USER.userId, world.roblox.addServer(PLACE.placeVersion + 1));
	return world;
}

function settingsOf(conditionalWrites: ConditionalVersion): OpenCloudSettings {
	return {
		robloxApiUrl: "https://apis.roblox.com",
		robloxUsersUrl: "https://users.roblox.com",
		universeId: String(PLACE.universeId),
		apiKeys: [TEST_KEY],
		conditionalWrites,
	};
}

function portsOf({ clock }: TestWorld, fetch: OpenCloudPorts["fetch"]): OpenCloudPorts {
	return {
		clock: { now: () => clock.unixMillis(), precise: () => clock.unixMillis() },
		timers: { after: (milliseconds, run) => after(clock, milliseconds * MILLISECOND, run) },
		random: { hex: (bytes) => "0".repeat(2 * bytes), fraction: () => 0 },
		fetch,
	};
}

async function runUntilDone<Value>({ clock }: TestWorld, work: Promise<Value>): Promise<Value> {
	let isDone = false;
	const watched = work.finally(() => {
		isDone = true;
	});
	while (!isDone) await clock.run({ while: () => !isDone, afterEvent: nextMacrotask });
	return await watched;
}

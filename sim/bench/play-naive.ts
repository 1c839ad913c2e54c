import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SECOND } from "../clock/scheduler";
import { nextMacrotask } from "../clock/macrotask";
import { VirtualClock } from "../clock/virtual-clock";
import { loadPlace } from "../luau/place";
import { addToPlace, type Place } from "../luau/place-tree";
import { Random } from "../random";
import { LocalRoblox } from "../roblox/local-roblox";
import { luauVms } from "../roblox/luau-vms";
import { Trace } from "../trace";
import { COMPANION_SCOPES } from "../world/create-world";
import { bringTogether } from "./bring-together";
import { CallCounts } from "./call-counts";
import type { Played } from "./play-ours";
import { everybody, liveTurns, pickPlayer, type BenchPlan, type Executor } from "./plan";

const ROOT = join(import.meta.dir, "..", "..");
const KEY = "naive-key";
const IDENTITY = { universeId: 1, placeId: 2, placeVersion: 3 };
const API = `https://apis.roblox.test/cloud/v2/universes/${IDENTITY.universeId}`;
const BOOT_SECONDS = 60;
/** As such bridges confirm: the entry is read this often for this long. */
const POLLS_PER_SECOND = 2;
const POLL_SECONDS = 10;
/** A forced load of a profile that another server holds takes up to a minute and more. */
const SETTLE_SECONDS = 120;

/**
 * The design that most bridges have, on the same local Roblox with the same ProfileService: a message to all servers,
 * each of them force-loads the profile, and the sender reads the entry until the new balance shows.
 */
export async function playNaive(plan: BenchPlan, asks: boolean): Promise<Played> {
	const counts = new CallCounts(plan);
	const world = new NaiveWorld(plan, counts);
	await bringTogether(world, plan, BOOT_SECONDS);
	world.roblox.listen(counts.hear);
	for (const executor of liveTurns(plan)) {
		if (asks) world.give(executor);
		await world.pass(POLL_SECONDS);
	}
	await world.pass(SETTLE_SECONDS);
	for (const server of world.roblox.runningServers()) world.roblox.shutdown(server.jobId);
	await world.pass(BOOT_SECONDS);
	for (let command = 0; command < plan.commands.companion; command += 1) {
		if (asks) world.give("companion");
		await world.pass(POLL_SECONDS);
	}
	await world.pass(SETTLE_SECONDS);
	const { roblox } = world;
	return {
		...{ counts, refusedByBudget: 0, sessionsEnded: roblox.sessionsEnded.count() },
		bystanderDataStoreCalls: roblox.bystanderCalls.count(),
	};
}

class NaiveWorld {
	readonly roblox: LocalRoblox;
	readonly #clock = new VirtualClock();
	readonly #plan: BenchPlan;
	readonly #counts: CallCounts;
	readonly #given = new Map<Executor, number>();
	readonly #random = new Random(1);

	constructor(plan: BenchPlan, counts: CallCounts) {
		this.#plan = plan;
		this.#counts = counts;
		const place = naivePlace();
		this.roblox = new LocalRoblox({
			scheduler: this.#clock,
			random: new Random(1),
			trace: new Trace(),
			createVm: luauVms(this.#clock, { place, signals: "deferred", secretNames: [], httpEnabled: false }),
			place: IDENTITY,
			users: everybody(plan),
			apiKeys: [{ key: KEY, scopes: COMPANION_SCOPES }],
			secrets: new Map(),
			companionHost: "companion.test",
			fetchCompanion: () => Promise.reject(new Error("there is no companion here")),
		});
	}

	readonly pass = async (seconds: number): Promise<void> => {
		await this.#clock.run({ until: this.#clock.now() + seconds * SECOND, afterEvent: nextMacrotask });
	};

	give(executor: Executor): void {
		const given = this.#given.get(executor) ?? 0;
		this.#given.set(executor, given + 1);
		void this.#command(pickPlayer(this.#random, this.#plan, executor).id, `${executor}-${given}`);
	}

	async #command(userId: number, id: string): Promise<void> {
		const askedAt = this.#clock.now();
		const message = JSON.stringify({ userId, id, delta: 10 });
		await this.#call("POST", ":publishMessage", JSON.stringify({ topic: "naive", message }));
		for (let poll = 0; poll < POLLS_PER_SECOND * POLL_SECONDS; poll += 1) {
			await this.#pause(1 / POLLS_PER_SECOND);
			const entry = await this.#call("GET", `/data-stores/EconomyWallet/entries/Player_${userId}`);
			if (!(await entry.text()).includes(id)) continue;
			this.#counts.of(userId).settled += 1;
			this.#counts.of(userId).seconds.push((this.#clock.now() - askedAt) / SECOND);
			return;
		}
	}

	async #call(method: string, path: string, body = ""): Promise<Response> {
		const headers = { "x-api-key": KEY, "content-type": "application/json" };
		const url = `${API}${path}`;
		const request = new Request(url, { method, headers, body: body === "" ? null : body });
		const response = await this.roblox.openCloud.handle(request);
		this.#counts.takeCall({ method, url, body }, response);
		return response;
	}

	#pause(seconds: number): Promise<void> {
		return new Promise((resolve) => this.#clock.at(this.#clock.now() + seconds * SECOND, resolve));
	}
}

/** The compiled packages without the game's own scripts, and the bridge. */
function naivePlace(): Place {
	const isGame = (name: string): boolean => name === "ServerScriptService" || name === "StarterPlayer";
	const project = loadPlace(join(ROOT, "default.project.json"));
	const bare = project.map((service) => (isGame(service.name) ? { ...service, children: [] } : service));
	const source = readFileSync(join(import.meta.dir, "naive-bridge.luau"), "utf8");
	return addToPlace(bare, [{ parent: "ServerScriptService", name: "NaiveBridge", className: "Script", source }]);
}

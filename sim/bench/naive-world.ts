import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SECOND } from "../clock/scheduler";
import { nextMacrotask } from "../clock/macrotask";
import { VirtualClock } from "../clock/virtual-clock";
import { packagesPlace } from "../luau/packages-place";
import { Random } from "../random";
import { LocalRoblox } from "../roblox/local-roblox";
import { luauVms } from "../roblox/luau-vms";
import { Trace } from "../trace";
import { COMPANION_SCOPES } from "../world/create-world";
import type { CallCounts } from "./call-counts";
import type { BenchWorld } from "./play";
import { everybody, pickPlayer, type BenchPlan, type Executor } from "./plan";

const SEED = 1;
const KEY = "naive-key";
const IDENTITY = { universeId: 1, placeId: 2, placeVersion: 3 };
const API = `https://apis.roblox.test/cloud/v2/universes/${IDENTITY.universeId}`;
/** As such bridges confirm: the entry is read this often for this long. */
const POLLS_PER_SECOND = 2;
const POLL_SECONDS = 10;

/**
 * The design that most bridges have, on the same local Roblox with the same ProfileService: a message to all servers,
 * each of them force-loads the profile, and the sender reads the entry until the new balance shows.
 */
export class NaiveWorld implements BenchWorld {
	readonly roblox: LocalRoblox;
	readonly gapSeconds = POLL_SECONDS;
	/** A forced load of a profile that another server holds takes up to a minute and more. */
	readonly settleSeconds = 120;
	readonly #clock = new VirtualClock();
	readonly #plan: BenchPlan;
	readonly #counts: CallCounts;
	readonly #random = new Random(SEED);
	#given = 0;

	constructor(plan: BenchPlan, counts: CallCounts) {
		this.#plan = plan;
		this.#counts = counts;
		const source = readFileSync(join(import.meta.dir, "naive-bridge.luau"), "utf8");
		const place = packagesPlace([{ parent: "ServerScriptService", name: "NaiveBridge", className: "Script", source }]);
		this.roblox = new LocalRoblox({
			scheduler: this.#clock,
			random: new Random(SEED),
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
		this.#given += 1;
		void this.#command(
			pickPlayer(this.#random, this.#plan, executor).id,
			`naive-${String(this.#given).padStart(6, "0")}`,
		);
	}

	/** It has none. */
	refusedByBudget(): number {
		return 0;
	}

	/** The clock goes no further, and nothing else runs here. */
	close(): void {}

	async #command(userId: number, id: string): Promise<void> {
		const askedAt = this.#clock.now();
		const message = JSON.stringify({ userId, id, delta: 10 });
		await this.#call("POST", ":publishMessage", JSON.stringify({ topic: "naive", message }));
		for (let poll = 0; poll < POLLS_PER_SECOND * POLL_SECONDS; poll += 1) {
			await this.#pause(1 / POLLS_PER_SECOND);
			const entry = await this.#call("GET", `/data-stores/EconomyWallet/entries/Player_${userId}`);
			if (!(await entry.text()).includes(id)) continue;
			this.#counts.takeSettled(userId, (this.#clock.now() - askedAt) / SECOND);
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

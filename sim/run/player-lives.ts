import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { FaultCounts } from "../faults/fault-counts";
import type { Random } from "../random";
import type { LocalRoblox } from "../roblox/local-roblox";
import type { RobloxUser } from "../roblox/vm-port";
import type { Fleet } from "./fleet";
import type { RunPlan } from "./run-plan";

export interface PlayerLivesPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly roblox: LocalRoblox;
	readonly fleet: Fleet;
	readonly counts: FaultCounts;
	readonly plan: RunPlan;
	readonly players: readonly RobloxUser[];
}

const PURCHASE_COINS_MAX = 500;
const SPEND_COINS_MAX = 60;
/** How long a purchase that was not answered "granted" waits for its next delivery. */
const REDELIVERY_SECONDS = [3, 60] as const;

/** What players do: join, stay, open chests, buy and spend, hop, leave, and come back. */
export class PlayerLives {
	readonly #ports: PlayerLivesPorts;
	readonly #playing: ReadonlySet<number>;
	readonly #granted = new Set<string>();
	#purchases = 0;
	#goesOn = true;

	constructor(ports: PlayerLivesPorts) {
		this.#ports = ports;
		this.#playing = new Set(ports.players.map((player) => player.id));
		ports.roblox.listen((event) => {
			if (event.kind === "player.joined") this.#begin(event.userId, event.jobId);
			else if (event.kind === "player.left") this.#comeBack(event.userId, ports.plan.awaySeconds);
			else if (event.kind === "remote.fired" && event.path.endsWith(".BuyCoins") && event.args[1] === true) {
				this.#granted.add(String(event.args[0]));
			}
		});
	}

	start(): void {
		for (const { id } of this.#ports.players) this.#comeBack(id, [0, 8]);
	}

	/** From now on nobody does anything by himself. */
	stop(): void {
		this.#goesOn = false;
	}

	#later([min, max]: readonly [number, number], run: () => void): void {
		const { random, scheduler } = this.#ports;
		after(scheduler, random.integer(min * SECOND, max * SECOND), () => {
			if (this.#goesOn) run();
		});
	}

	#comeBack(userId: number, when: readonly [number, number]): void {
		if (!this.#playing.has(userId)) return;
		this.#later(when, () => {
			const { roblox, fleet, random } = this.#ports;
			const server = fleet.drawActive(random);
			if (roblox.players.serverOf(userId) !== undefined) return;
			if (server === undefined) this.#comeBack(userId, when);
			else roblox.join(userId, server.jobId);
		});
	}

	#begin(userId: number, jobId: string): void {
		if (!this.#playing.has(userId)) return;
		const { playSeconds, staySeconds } = this.#ports.plan;
		this.#later(staySeconds, () => this.#isOn(userId, jobId) && this.#moveOn(userId, jobId));
		this.#play(userId, jobId, playSeconds);
	}

	#isOn(userId: number, jobId: string): boolean {
		return this.#ports.roblox.players.serverOf(userId) === jobId;
	}

	#play(userId: number, jobId: string, meanSeconds: number): void {
		this.#later([1, 2 * meanSeconds], () => {
			if (!this.#isOn(userId, jobId)) return;
			const { random, roblox } = this.#ports;
			const dice = random.ratio();
			if (dice < 0.5) roblox.fireRemote(userId, "ReplicatedStorage.OpenChest", []);
			else if (dice < 0.75) this.#spend(userId);
			else this.#buy(userId);
			this.#play(userId, jobId, meanSeconds);
		});
	}

	#spend(userId: number): void {
		const { random, roblox } = this.#ports;
		roblox.fireRemote(userId, "ReplicatedStorage.SpendCoins", [random.integer(1, SPEND_COINS_MAX)]);
	}

	#buy(userId: number): void {
		this.#purchases += 1;
		this.#deliver(userId, `p${this.#purchases}`, this.#ports.random.integer(1, PURCHASE_COINS_MAX));
	}

	/** Roblox delivers a purchase again and again, on whichever server the player is, until a script says "granted". */
	#deliver(userId: number, purchase: string, coins: number): void {
		this.#ports.roblox.fireRemote(userId, "ReplicatedStorage.BuyCoins", [purchase, coins]);
		// Sometimes once more although it was granted: the answer may have got lost.
		const mayStop = this.#ports.random.chance(0.8);
		this.#later(REDELIVERY_SECONDS, () => {
			if (!mayStop || !this.#granted.has(purchase)) this.#deliver(userId, purchase, coins);
		});
	}

	#moveOn(userId: number, jobId: string): void {
		const { random, roblox, fleet, counts } = this.#ports;
		const other = fleet.active().filter((server) => server.jobId !== jobId);
		const target = other[random.integer(0, other.length - 1)];
		const dice = random.ratio();
		if (dice < 0.4 && target !== undefined) {
			counts.hit("player.hopped", `${userId}`);
			roblox.hop(userId, target.jobId);
		} else if (dice < 0.6) {
			counts.hit("player.rejoined", `${userId}`);
			roblox.rejoin(userId);
		} else roblox.leave(userId);
	}
}

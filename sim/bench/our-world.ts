import { SECOND } from "../clock/scheduler";
import { Random } from "../random";
import type { LocalRoblox } from "../roblox/local-roblox";
import { createVirtualWorld, VIRTUAL_CONFIG, type VirtualWorld } from "../world/virtual-world";
import type { CallCounts } from "./call-counts";
import type { BenchWorld } from "./play";
import { everybody, pickPlayer, type BenchPlan, type Executor } from "./plan";

const SEED = 1;

/** The real companion, and one VM with the real game for each server. */
export class OurWorld implements BenchWorld {
	readonly roblox: LocalRoblox;
	readonly gapSeconds: number;
	/** The slowest command takes three minutes; acknowledgements travel with the next save and the next heartbeat. */
	readonly settleSeconds = 180 + 40;
	readonly pass: (seconds: number) => Promise<void>;
	readonly #world: VirtualWorld;
	readonly #plan: BenchPlan;
	readonly #random = new Random(SEED);
	readonly #askedAt = new Map<string, number>();

	constructor(plan: BenchPlan, counts: CallCounts) {
		const world = createVirtualWorld({
			...{ seed: SEED, users: everybody(plan), idleFramesPerSecond: 1 },
			onCall: counts.takeCall,
		});
		this.#world = world;
		this.#plan = plan;
		this.roblox = world.roblox;
		this.gapSeconds = plan.gapSeconds;
		this.pass = (seconds) => world.pass(seconds);
		world.companion.companion.ledger.onSettled(({ id, userId, state }) => {
			const asked = this.#askedAt.get(id);
			if (asked === undefined || state !== "committed") return;
			counts.takeSettled(userId, (world.clock.now() - asked) / SECOND);
		});
	}

	give(executor: Executor): void {
		const player = pickPlayer(this.#random, this.#plan, executor);
		const { guildId } = VIRTUAL_CONFIG;
		const id = `txn:${guildId}:${this.#askedAt.size}`;
		this.#askedAt.set(id, this.#world.clock.now());
		const mia = { guildId, actorId: "1100000000000000901", actorName: "Mia", reason: "event" };
		void this.#world.companion.companion.ledger.submit({
			...{ ...mia, id, delta: 10, userId: player.id, userName: player.name },
		});
	}

	refusedByBudget(): number {
		return this.#world.companion.companion.budgets().reduce((sum, { refused }) => sum + refused, 0);
	}

	close(): void {
		this.#world.close();
	}
}

import { SECOND } from "../clock/scheduler";
import { Random } from "../random";
import { createVirtualWorld, VIRTUAL_CONFIG, type VirtualWorld } from "../world/virtual-world";
import { bringTogether } from "./bring-together";
import { CallCounts } from "./call-counts";
import { everybody, liveTurns, pickPlayer, type BenchPlan, type Executor } from "./plan";

const SEED = 1;
/** Servers boot and players load within this time. */
const BOOT_SECONDS = 60;
/** After the last command of a part. */
const SETTLE_SECONDS_MAX = 180;
/** Acknowledgements travel with the next save and the next heartbeat. */
const REST_SECONDS = 40;

export interface Played {
	readonly counts: CallCounts;
	/** Calls that the companion's own budgets did not let out. */
	readonly refusedByBudget: number;
	readonly sessionsEnded: number;
	readonly bystanderDataStoreCalls: number;
}

/**
 * Plays the plan on the real companion and one VM for each server. Without `asks` the same players do the same for the
 * same time and nobody gives a command: what remains is what the game costs anyhow.
 */
export async function playOurs(plan: BenchPlan, asks: boolean): Promise<Played> {
	const counts = new CallCounts(plan);
	const world = createVirtualWorld({
		...{ seed: SEED, users: everybody(plan), idleFramesPerSecond: 1 },
		onCall: counts.takeCall,
	});
	const staff = new BenchStaff(world, counts, plan);
	await bringTogether(world, plan, BOOT_SECONDS);
	world.roblox.listen(counts.hear);
	for (const executor of liveTurns(plan)) {
		if (asks) staff.give(executor);
		await world.pass(plan.gapSeconds);
	}
	await world.pass(SETTLE_SECONDS_MAX);
	for (const server of world.roblox.runningServers()) world.roblox.shutdown(server.jobId);
	await world.pass(BOOT_SECONDS);
	for (let command = 0; command < plan.commands.companion; command += 1) {
		if (asks) staff.give("companion");
		await world.pass(plan.gapSeconds);
	}
	await world.pass(SETTLE_SECONDS_MAX + REST_SECONDS);
	const { roblox, companion } = world;
	const refusedByBudget = companion.companion.budgets().reduce((sum, { refused }) => sum + refused, 0);
	const [sessionsEnded, bystanderDataStoreCalls] = [roblox.sessionsEnded.count(), roblox.bystanderCalls.count()];
	world.close();
	return { counts, refusedByBudget, sessionsEnded, bystanderDataStoreCalls };
}

/** Gives the players of each part their commands in turn, and notes when each ended. */
class BenchStaff {
	readonly #world: VirtualWorld;
	readonly #plan: BenchPlan;
	readonly #given = new Map<Executor, number>();
	readonly #askedAt = new Map<string, number>();
	readonly #random = new Random(SEED);

	constructor(world: VirtualWorld, counts: CallCounts, plan: BenchPlan) {
		this.#world = world;
		this.#plan = plan;
		world.companion.companion.ledger.onSettled(({ id, userId, state }) => {
			const asked = this.#askedAt.get(id);
			if (asked === undefined || state !== "committed") return;
			counts.of(userId).settled += 1;
			counts.of(userId).seconds.push((world.clock.now() - asked) / SECOND);
		});
	}

	give(executor: Executor): void {
		const given = this.#given.get(executor) ?? 0;
		this.#given.set(executor, given + 1);
		const player = pickPlayer(this.#random, this.#plan, executor);
		const { guildId } = VIRTUAL_CONFIG;
		const id = `txn:${guildId}:${executor}-${given}`;
		this.#askedAt.set(id, this.#world.clock.now());
		const mia = { guildId, actorId: "1100000000000000901", actorName: "Mia", reason: "event" };
		void this.#world.companion.companion.ledger.submit({
			...{ ...mia, id, delta: 10, userId: player.id, userName: player.name },
		});
	}
}

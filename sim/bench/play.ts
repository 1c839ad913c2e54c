import type { LocalRoblox } from "../roblox/local-roblox";
import type { CallCounts } from "./call-counts";
import { liveTurns, type BenchPlan, type Executor } from "./plan";
import { bringTogether } from "./bring-together";

/** Servers boot and players load within this time; servers end within it, too. */
const BOOT_SECONDS = 60;

/** One design at work on the local Roblox. */
export interface BenchWorld {
	readonly roblox: LocalRoblox;
	/** Between two commands, and after the last one of a part, in virtual seconds. */
	readonly gapSeconds: number;
	readonly settleSeconds: number;
	readonly pass: (seconds: number) => Promise<void>;
	/** One command for a player of this part. */
	give(executor: Executor): void;
	/** Calls that the design's own budgets have not let out. */
	refusedByBudget(): number;
	close(): void;
}

export interface Played {
	readonly counts: CallCounts;
	readonly refusedByBudget: number;
	readonly sessionsEnded: number;
	readonly bystanderDataStoreCalls: number;
}

/**
 * Plays the plan: commands to live servers, then commands without one. Without `asks` the same players do the same for
 * the same time and nobody gives a command: what remains is what the game costs anyhow.
 */
export async function play(plan: BenchPlan, world: BenchWorld, counts: CallCounts, asks: boolean): Promise<Played> {
	const { roblox, pass } = world;
	const giveEach = async (executors: Iterable<Executor>): Promise<void> => {
		for (const executor of executors) {
			if (asks) world.give(executor);
			await pass(world.gapSeconds);
		}
		await pass(world.settleSeconds);
	};
	await bringTogether(world, plan, BOOT_SECONDS);
	roblox.listen(counts.hear);
	await giveEach(liveTurns(plan));
	for (const server of roblox.runningServers()) roblox.shutdown(server.jobId);
	await pass(BOOT_SECONDS);
	await giveEach(Array.from({ length: plan.commands.companion }, () => "companion" as const));
	const played = {
		...{ counts, refusedByBudget: world.refusedByBudget(), sessionsEnded: roblox.sessionsEnded.count() },
		bystanderDataStoreCalls: roblox.bystanderCalls.count(),
	};
	world.close();
	return played;
}

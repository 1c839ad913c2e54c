import { Random } from "../random";
import type { LocalRoblox } from "../roblox/local-roblox";
import type { BenchPlan } from "./plan";

interface World {
	readonly roblox: LocalRoblox;
	readonly pass: (seconds: number) => Promise<void>;
}

/**
 * Starts the servers, and lets players join in no order, one after the other: saves that fall on the same second for
 * everybody would meet commands far more, or far less, often than they do in a game.
 */
export async function bringTogether({ roblox, pass }: World, plan: BenchPlan, seconds: number): Promise<void> {
	const random = new Random(plan.servers);
	const servers = Array.from({ length: plan.servers }, () => roblox.addServer());
	await pass(seconds);
	const waiting = plan.players.owner.map(({ id }, index) => ({ id, server: servers[index % servers.length] }));
	const gapSeconds = Math.max(0.01, Math.round((100 * seconds) / waiting.length) / 100);
	while (waiting.length > 0) {
		const [next] = waiting.splice(random.integer(0, waiting.length - 1), 1);
		if (next?.server !== undefined) roblox.join(next.id, next.server);
		await pass(gapSeconds);
	}
	await pass(seconds);
}

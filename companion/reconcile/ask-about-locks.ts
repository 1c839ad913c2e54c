import type { SeenLock } from "../locks/judge-lock";
import type { ReconcilerParts } from "./reconciler";

type Parts = Pick<
	ReconcilerParts,
	"ports" | "transactions" | "openCommands" | "locks" | "deadLocks" | "runningJobs" | "wake"
>;

/**
 * Locks that were read twice and whose holders are silent: Roblox has the last word on the holders. Awaits Open Cloud.
 * True when a lock was found dead; the commands that wait for it are rung again, and name it.
 */
export async function askAboutLocks(parts: Parts, placeId: number, locks: readonly SeenLock[]): Promise<boolean> {
	const running = await parts.runningJobs.list(placeId);
	const ended = running === undefined ? [] : locks.filter((lock) => !running.has(lock.job));
	if (ended.length === 0) return false;
	return await parts.transactions.run((afterCommit) => {
		const now = parts.ports.clock.now();
		const dead = ended.filter(({ userId, job }) => {
			const lock = parts.locks.find(userId);
			// Something may have been heard while Roblox was asked.
			return lock?.job === job && parts.deadLocks.judge(lock, now) === "ask";
		});
		for (const { userId, job } of dead) {
			parts.locks.markDead(userId, now);
			parts.openCommands.ringAgain(userId, now);
			parts.ports.log({ level: "info", event: "lock-found-dead", facts: { userId, job } });
		}
		afterCommit(parts.wake);
		return dead.length > 0;
	});
}

import type { LockIdentity } from "../../shared/protocol/command";
import type { Silence } from "../servers/silence";
import { judgeLock, type LockStep, type SeenLock } from "./judge-lock";
import type { SeenLocks } from "./seen-locks";

/** The lock a command for this player may clear, if it was found dead and its holder is silent still (rule B2). */
export type FindDeadLock = (userId: number, now: number) => LockIdentity | undefined;

export interface DeadLocks {
	/** What comes next for a lock. Silence is asked anew each time: a server that speaks again keeps its lock. */
	judge(lock: SeenLock, now: number): LockStep;
	find: FindDeadLock;
}

export function createDeadLocks(locks: Pick<SeenLocks, "find">, silence: Pick<Silence, "isSilent">): DeadLocks {
	const judge = (lock: SeenLock, now: number) => judgeLock(lock, silence.isSilent(lock.job, now), now);
	return {
		judge,
		find: (userId, now) => {
			const lock = locks.find(userId);
			if (lock === undefined || judge(lock, now) !== "break") return undefined;
			return { job: lock.job, loads: lock.loads, updated: lock.updated };
		},
	};
}

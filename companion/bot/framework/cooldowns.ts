import type { Ports } from "../../ports";

/** So many members do not use so many commands within a few seconds. */
const REMEMBERED_MAX = 1_000;

/** Who used what a moment ago. In memory: after a restart nobody waits. */
export interface Cooldowns {
	/** Whether the member may use it now; from then on he waits again. */
	take(memberId: string, name: string, seconds: number): boolean;
}

export function createCooldowns(clock: Pick<Ports["clock"], "now">): Cooldowns {
	const endsAt = new Map<string, number>();
	return {
		take: (memberId, name, seconds) => {
			if (seconds === 0) return true;
			const now = clock.now();
			const key = `${memberId} ${name}`;
			if ((endsAt.get(key) ?? 0) > now) return false;
			const [oldest] = endsAt.keys();
			if (endsAt.size >= REMEMBERED_MAX && oldest !== undefined) endsAt.delete(oldest);
			// Behind all others again, so that the first is always the oldest.
			endsAt.delete(key);
			endsAt.set(key, now + seconds * 1_000);
			return true;
		},
	};
}

import type { Ports } from "../../ports";
import { Budget, type BudgetSize } from "./budget";

/** How much is going on in the experience, as far as it is known. */
export interface Load {
	readonly servers: number;
	readonly players: number;
}

/** For programs that run beside the companion: the least that Roblox allows is plenty for their few calls. */
export const NO_LOAD: Load = { servers: 0, players: 0 };

/**
 * Of what game and companion share, this much is left to the game. Its own servers need the data stores for every
 * player that joins; the companion can wait.
 */
const GAME_SHARE = 0.75;
/** Of limits that only the companion meets, this much is used: others may hold keys of the same owner. */
const OWN_SHARE = 0.9;
const MEGABYTE = 1_000_000;
const WAIT = { waitMillisecondsMax: 5_000 };
/** Nobody waits at a screen for these. */
const LONG_WAIT = { waitMillisecondsMax: 10_000 };

/**
 * One budget for each limit that Roblox documents. Sources: creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`
 * (pools of data stores, shared with the game), `cloud/guides/data-stores/throttling.md` (version 1, a pool of its own),
 * `classes/MessagingService` (messages), the Open Cloud description (calls of one key owner).
 */
export function createBudgets(ports: Pick<Ports, "clock" | "timers">, load: () => Load) {
	const make = (size: BudgetSize): Budget => new Budget(ports, size);
	const pool = (perPlayer: number) => () => Math.floor((300 + perPlayer * load().players) * (1 - GAME_SHARE));
	const own = (perMinute: number) => () => Math.floor(perMinute * OWN_SHARE);
	// Each message is heard by one server. A topic takes 40 + 80 for each server, all topics together 400 + 200.
	const messages = () => {
		const { servers } = load();
		const experience = (400 + 200 * servers) * (1 - GAME_SHARE);
		return Math.floor(Math.min(5_000 * OWN_SHARE, (40 + 80 * servers) * OWN_SHARE, experience));
	};
	return {
		publish: make({ name: "publish", perMinute: messages, ...WAIT }),
		entryReads: make({ name: "entry-reads", perMinute: own(300), bytesPerMinute: 20 * MEGABYTE, ...WAIT }),
		entryWrites: make({ name: "entry-writes", perMinute: own(300), bytesPerMinute: 10 * MEGABYTE, ...WAIT }),
		storeReads: make({ name: "store-reads", perMinute: pool(40), ...WAIT }),
		storeWrites: make({ name: "store-writes", perMinute: pool(20), ...WAIT }),
		storeLists: make({ name: "store-lists", perMinute: pool(2), ...LONG_WAIT }),
		users: make({ name: "users", perMinute: own(1_000), ...WAIT }),
		// Without a published limit; a staff's pace is far below this.
		userNames: make({ name: "user-names", perMinute: () => 300, ...WAIT }),
		universes: make({ name: "universes", perMinute: own(100), ...LONG_WAIT }),
		gameServers: make({ name: "game-servers", perMinute: own(100), ...LONG_WAIT }),
		// Without a published limit; asked by people only.
		keys: make({ name: "keys", perMinute: () => 30, ...LONG_WAIT }),
	};
}

export type Budgets = ReturnType<typeof createBudgets>;

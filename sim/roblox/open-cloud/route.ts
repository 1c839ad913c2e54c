import type { Scheduler } from "../../clock/scheduler";
import type { DataStores } from "../data-stores";
import type { ExperienceBudgets } from "../experience-budgets";
import type { GameServer } from "../game-server";
import type { Messaging } from "../messaging";
import type { Players } from "../players";
import type { PlaceIdentity } from "../vm-port";

export interface ApiKey {
	readonly key: string;
	readonly scopes: readonly string[];
}

/** The experience as the routes see it. */
export interface Backend {
	readonly scheduler: Scheduler;
	readonly place: PlaceIdentity;
	readonly stores: DataStores;
	readonly budgets: ExperienceBudgets;
	readonly messaging: Messaging;
	readonly players: Players;
	readonly servers: () => readonly GameServer[];
	/** What a failed `matchVersion` or `exclusiveCreate` is answered with: not documented, so clients take both. */
	readonly conditionFailedStatus: 409 | 412;
}

export interface Call {
	readonly backend: Backend;
	/** Named groups of the route's pattern, percent-decoded. */
	readonly path: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	readonly headers: Headers;
	readonly body: string;
	hasScope(scope: string): boolean;
}

export interface Route {
	readonly method: string;
	readonly pattern: RegExp;
	/** Which of the error shapes this route speaks. */
	readonly shape: "v1" | "v2" | "details";
	/** False for the two legacy calls that take no key. */
	readonly needsKey: boolean;
	/** Asked before the route runs; some routes ask for more themselves. */
	readonly scope: string | null;
	/** Requests a minute of one key owner. */
	readonly perMinute: number;
	/** One atomic step; never waits. */
	readonly respond: (call: Call) => Response;
}

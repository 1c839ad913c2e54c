import type { Scheduler } from "../../clock/scheduler";
import type { DataStores } from "../data-stores";
import type { ExperienceBudgets } from "../experience-budgets";
import type { GameServer } from "../game-server";
import type { Messaging } from "../messaging";
import type { Players } from "../players";
import type { PlaceIdentity } from "../vm-port";
import type { ErrorShape } from "./answers";
import type { ApiKey } from "./api-key";

export type { ApiKey } from "./api-key";

/** The experience as the routes see it. */
export interface Backend {
	readonly scheduler: Scheduler;
	readonly place: PlaceIdentity;
	readonly stores: DataStores;
	readonly budgets: ExperienceBudgets;
	readonly messaging: Messaging;
	readonly players: Players;
	readonly apiKeys: readonly ApiKey[];
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
	/** The groups `universe` and `store` are what a key may be bound to. */
	readonly pattern: RegExp;
	readonly shape: ErrorShape;
	/** False for the calls that take no key. */
	readonly needsKey: boolean;
	/** Asked before the route runs; some routes ask for more themselves. */
	readonly scope: string | null;
	/** Requests a minute of one key owner. */
	readonly perMinute: number;
	/** One atomic step; never waits. */
	readonly respond: (call: Call) => Response;
}

import type { ApiKeys } from "./api-keys";
import type { Budgets } from "./budgets";
import type { OpenCloudProblem } from "./problem";
import type { OpenCloudPorts } from "./call";

/** What every operation is made from. */
export interface Core {
	readonly ports: OpenCloudPorts;
	readonly keys: ApiKeys;
	readonly budgets: Budgets;
	/** Without a slash at the end. */
	readonly apiUrl: string;
	readonly usersUrl: string;
	readonly universeId: string;
	readonly health: CallHealth;
}

/** How the last call ended; `undefined` when Roblox answered it as it should. */
export interface CallHealth {
	lastProblem: OpenCloudProblem | undefined;
}

import type { Code } from "../../shared/codes";
import type { HealthReport } from "../http/health";
import type { BudgetMetrics } from "../roblox/open-cloud/open-cloud";

/** Open commands that wait for the same thing; without one nobody has answered yet. */
export interface OpenGroup {
	readonly waiting?: Code;
	readonly count: number;
	/** Unix milliseconds of the oldest of them. */
	readonly oldestAt: number;
}

/** From given to settled, over the newest commands. */
export interface Pace {
	readonly commands: number;
	readonly medianMilliseconds: number;
	readonly worstMilliseconds: number;
}

export interface AuditLag {
	readonly rows: number;
	/** The slowest of the newest receipts, from taking effect to the audit. */
	readonly slowestMilliseconds?: number;
	/** Wallets with receipts that servers hold and the audit does not have yet. */
	readonly walletsBehind: number;
	/** Rows whose words cannot be searched yet. */
	readonly rowsNotSearchable: number;
}

/** How things stand, as far as the database can say. */
export interface Activity {
	/** Heard within the silence time. */
	readonly servers: number;
	readonly players: number;
	readonly open: readonly OpenGroup[];
	readonly pace?: Pace;
	readonly audit: AuditLag;
}

export interface StatusReport {
	readonly health: HealthReport;
	/** Absent while the database cannot be used. */
	readonly activity?: Activity;
	readonly budgets: readonly BudgetMetrics[];
}

export type ReadStatus = () => StatusReport;

import type { Database } from "bun:sqlite";
import type { Alarms } from "./alarms/alarm";
import { createAlarmKeeper } from "./alarms/create-alarms";
import { createBatchKeeper } from "./batch/batch-store";
import type { CompanionConfig } from "./config-type";
import type { Transactions } from "./database/transactions";
import type { Ledger } from "./ledger/command-view";
import type { WalletLives } from "./ledger/wallet-lives";
import type { Ports } from "./ports";
import { createApprovalKeeper } from "./staff/approvals/approval-store";
import { createAskedOrderKeeper } from "./staff/asked-orders";
import { createStaff } from "./staff/create-staff";
import { createPaceKeeper } from "./staff/freezes/freeze-store";
import { createMovedKeeper } from "./staff/limits/limit-store";
import type { Staff } from "./staff/staff-view";
import { createUndo } from "./undo/create-undo";
import { createUndoKeeper } from "./undo/undo-store";
import type { Undo } from "./undo/undo-view";
import type { UndoJob } from "./undo/undo-job";

interface Parts {
	readonly ports: Ports;
	readonly transactions: Transactions;
	readonly alarms: Alarms;
	readonly config: CompanionConfig;
	readonly ledger: Ledger;
	readonly wallets: Pick<WalletLives, "findCurrent">;
}

/** Who may do what, and what takes their commands back. */
export function createStaffSide({ ports, transactions, alarms, config, ledger, wallets }: Parts): {
	readonly staff: Staff;
	readonly undo: Undo;
	readonly undoJob: Pick<UndoJob, "start" | "stop">;
} {
	const staff = createStaff(ports, transactions, alarms, config);
	const { guildId } = config;
	return { staff, ...createUndo({ ports, transactions, ledger, wallets, staff, guildId }) };
}

/** What staff did is forgotten by these, each after its time. */
export function createStaffKeepers(database: Database): readonly { keepHouse(now: number): void }[] {
	const kinds = [
		createMovedKeeper,
		createPaceKeeper,
		createApprovalKeeper,
		createAskedOrderKeeper,
		createAlarmKeeper,
		createBatchKeeper,
		createUndoKeeper,
	];
	return kinds.map((create) => create(database));
}

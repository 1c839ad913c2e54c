import type { AuditReader } from "../audit/audit-view";
import type { DoctorReport } from "../doctor/report";
import type { InteractionTally } from "../metrics/interaction-tally";
import type { CommandLives } from "../ledger/command-lives";
import type { KnownPlayers } from "../players/known-players";
import type { Ports } from "../ports";
import type { BalanceReader } from "../roblox/balance-view";
import type { UserDirectory } from "../roblox/user-directory";
import type { Approvals } from "../staff/approvals/approval";
import type { BatchStore } from "../batch/batch-store";
import type { AskedOrders } from "../staff/asked-orders";
import type { StaffLedger } from "../staff/staff-ledger";
import type { Staff } from "../staff/staff-view";
import type { ReadStatus } from "../status/status-view";
import type { Undo } from "../undo/undo-view";
import type { AlarmTeller } from "./alarms/tell-alarms";
import type { Attachments } from "./attachments";
import type { CustomIds } from "./framework/custom-ids";
import type { Guild } from "./guild";
import type { Messages } from "./messages";
import type { OutcomeFollower } from "./outcomes/follow-outcomes";
import type { UndoFollower } from "./outcomes/follow-undos";
import type { PendingReplyStore } from "./outcomes/pending-reply";

/** What the doctor finds at this moment; `undefined` when it came to no end. May take minutes. */
export type Diagnose = () => Promise<DoctorReport | undefined>;

export interface BotSettings {
	readonly guildId: string;
	/** Largest amount of one command. */
	readonly amountMax: number;
}

/** What the commands work with. */
export interface BotParts {
	readonly ports: Pick<Ports, "clock" | "timers" | "random" | "log">;
	readonly settings: BotSettings;
	readonly staff: Staff;
	readonly ledger: StaffLedger;
	readonly commandLives: CommandLives;
	readonly approvals: Approvals;
	readonly alarmTeller: AlarmTeller;
	readonly guild: Guild;
	readonly users: UserDirectory;
	readonly knownPlayers: Pick<KnownPlayers, "list">;
	readonly balanceReader: BalanceReader;
	readonly auditReader: AuditReader;
	readonly readStatus: ReadStatus;
	readonly undo: Undo;
	readonly diagnose: Diagnose;
	readonly pendingReplies: PendingReplyStore;
	readonly askedOrders: AskedOrders;
	readonly batches: BatchStore;
	/** Something new may be due. */
	readonly wakeBatches: () => void;
	readonly attachments: Attachments;
	readonly outcomes: OutcomeFollower;
	readonly messages: Messages;
	readonly undoReplies: UndoFollower;
	readonly customIds: CustomIds;
	readonly measure: InteractionTally;
}

import type { BotButton } from "../framework/define-button";
import type { BotCommand } from "../framework/define-command";
import type { BotModal } from "../framework/define-modal";
import type { BotSelect } from "../framework/define-select";
import { defineApproval } from "./approvals";
import { auditButton, auditCommand } from "./audit";
import { balanceCommand } from "./balance";
import { batchButtons, batchCommand } from "./batch";
import { checklistButtons, moderatorSelect, testCoinModal } from "./checklist";
import { deduct } from "./deduct";
import { diagnoseCommand } from "./diagnose";
import { give } from "./give";
import { defineHelp } from "./help";
import { limitConfirmation, limitsCommand } from "./limits";
import { reverseCommand, reverseConfirmation, reverseLookButton, reverseStopButton } from "./reverse";
import { neededSelect, rightConfirmation, rightsCommand } from "./rights";
import { roleConfirmation, setrolesCommand } from "./setroles";
import { statusCommand } from "./status";
import { txnCommand } from "./txn";
import { thawConfirmation, unfreezeCommand } from "./unfreeze";

/** Everything that people can use, each with the right it needs; `handle-interaction.ts` checks that first. */
export const COMMANDS: readonly BotCommand[] = [
	give.command,
	deduct.command,
	reverseCommand,
	balanceCommand,
	auditCommand,
	txnCommand,
	statusCommand,
	batchCommand,
	diagnoseCommand,
	limitsCommand,
	unfreezeCommand,
	setrolesCommand,
	rightsCommand,
	defineHelp(() => COMMANDS),
];

export const BUTTONS: readonly BotButton[] = [
	...defineApproval("give"),
	...defineApproval("deduct"),
	...give.buttons,
	...deduct.buttons,
	...batchButtons,
	auditButton,
	...roleConfirmation.buttons,
	...rightConfirmation.buttons,
	...limitConfirmation.buttons,
	...reverseConfirmation.buttons,
	reverseStopButton,
	reverseLookButton,
	...thawConfirmation.buttons,
	...checklistButtons,
];

export const SELECTS: readonly BotSelect[] = [neededSelect, moderatorSelect];

export const MODALS: readonly BotModal[] = [testCoinModal];

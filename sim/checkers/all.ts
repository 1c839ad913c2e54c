import type { Checker, History, Violation } from "../run/history";
import { checkAcknowledgedIsAudited } from "./acknowledged-is-audited";
import { checkAsAsked } from "./as-asked";
import { checkAtMostOnce } from "./at-most-once";
import { checkAuditEqualsWallets } from "./audit-equals-wallets";
import { checkAuditIsStored } from "./audit-is-stored";
import { checkAuditVerifies } from "./audit-verifies";
import { checkBalanceIsReceipts } from "./balance-is-receipts";
import { checkBystandersQuiet } from "./bystanders-quiet";
import { checkClaimedIsStored } from "./claimed-is-stored";
import { checkClosedToStrangers } from "./closed-to-strangers";
import { checkCommittedStays } from "./committed-stays";
import { checkDeniedIsStored } from "./denied-is-stored";
import { checkEverythingEnds } from "./everything-ends";
import { checkGrantedIsStored } from "./granted-is-stored";
import { checkMoneyConserved } from "./money-conserved";
import { checkNoErrors } from "./no-errors";
import { checkNumbersGrow } from "./numbers-grow";
import { checkOneNumberOneId } from "./one-number-one-id";
import { checkOneOutcome } from "./one-outcome";
import { checkReadsAreFew } from "./reads-are-few";
import { checkRefusedNeverApplies } from "./refused-never-applies";
import { checkSessionsLive } from "./sessions-live";
import { checkSettledInTime } from "./settled-in-time";
import { checkShippedIsStored } from "./shipped-is-stored";
import { checkShownIsStored } from "./shown-is-stored";
import { checkToldIsStored } from "./told-is-stored";
import { checkUnknownFieldsKept } from "./unknown-fields-kept";

/** Every checker by name, in the order of the invariants they hold. */
export const CHECKERS: Readonly<Record<string, Checker>> = {
	"at-most-once": checkAtMostOnce,
	"committed-stays": checkCommittedStays,
	"refused-never-applies": checkRefusedNeverApplies,
	"balance-is-receipts": checkBalanceIsReceipts,
	"numbers-grow": checkNumbersGrow,
	"audit-is-stored": checkAuditIsStored,
	"sessions-live": checkSessionsLive,
	"told-is-stored": checkToldIsStored,
	"shown-is-stored": checkShownIsStored,
	"shipped-is-stored": checkShippedIsStored,
	"denied-is-stored": checkDeniedIsStored,
	"claimed-is-stored": checkClaimedIsStored,
	"granted-is-stored": checkGrantedIsStored,
	"one-number-one-id": checkOneNumberOneId,
	"everything-ends": checkEverythingEnds,
	"settled-in-time": checkSettledInTime,
	"audit-equals-wallets": checkAuditEqualsWallets,
	"acknowledged-is-audited": checkAcknowledgedIsAudited,
	"bystanders-quiet": checkBystandersQuiet,
	"money-conserved": checkMoneyConserved,
	"as-asked": checkAsAsked,
	"one-outcome": checkOneOutcome,
	"closed-to-strangers": checkClosedToStrangers,
	"reads-are-few": checkReadsAreFew,
	"unknown-fields-kept": checkUnknownFieldsKept,
	"audit-verifies": checkAuditVerifies,
	"no-errors": checkNoErrors,
};

export interface NamedViolation extends Violation {
	readonly checker: string;
}

/** All that is broken, checker by checker. Pure. */
export function checkAll(history: History): readonly NamedViolation[] {
	return Object.entries(CHECKERS).flatMap(([checker, check]) =>
		check(history).map((violation) => ({ checker, ...violation })),
	);
}

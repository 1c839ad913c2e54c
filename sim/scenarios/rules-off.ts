import { END_RULES_OFF } from "./rules-off/ends";
import { ERASURE_RULES_OFF } from "./rules-off/erasures";
import { EXECUTOR_RULES_OFF } from "./rules-off/executors";
import { JOURNAL_RULES_OFF } from "./rules-off/journals";
import { OPEN_CLOUD_RULES_OFF } from "./rules-off/open-cloud";
import { RECEIPT_RULES_OFF } from "./rules-off/receipts";
import type { RuleOff } from "./rules-off/rule-off";
import { SESSION_RULES_OFF } from "./rules-off/sessions";
import { STAFF_RULES_OFF } from "./rules-off/staff";
import { WALLET_LIFE_RULES_OFF } from "./rules-off/wallet-life";

/** For each scenario of the rules' document, and some others: its rule, taken out. */
export const RULES_OFF: readonly RuleOff[] = [
	...SESSION_RULES_OFF,
	...END_RULES_OFF,
	...EXECUTOR_RULES_OFF,
	...OPEN_CLOUD_RULES_OFF,
	...RECEIPT_RULES_OFF,
	...JOURNAL_RULES_OFF,
	...ERASURE_RULES_OFF,
	...STAFF_RULES_OFF,
	...WALLET_LIFE_RULES_OFF,
];

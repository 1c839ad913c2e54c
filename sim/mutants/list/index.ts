import { BRIDGE_DEFECTS } from "./bridge-defects";
import { COMPANION_MUTANTS } from "./companion-mutants";
import { EXECUTOR_MUTANTS } from "./executor-mutants";
import { ERASING_MUTANTS } from "./erasing-mutants";
import { JOURNAL_MUTANTS } from "./journal-mutants";
import type { Mutant } from "./mutant";
import { REDUCER_MUTANTS } from "./reducer-mutants";
import { SESSION_MUTANTS } from "./session-mutants";

export const MUTANTS: readonly Mutant[] = [
	...REDUCER_MUTANTS,
	...SESSION_MUTANTS,
	...COMPANION_MUTANTS,
	...EXECUTOR_MUTANTS,
	...JOURNAL_MUTANTS,
	...ERASING_MUTANTS,
	...BRIDGE_DEFECTS,
];

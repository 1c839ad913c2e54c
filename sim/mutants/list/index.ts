import { BRIDGE_DEFECTS } from "./bridge-defects";
import { COMPANION_MUTANTS } from "./companion-mutants";
import { EXECUTOR_MUTANTS } from "./executor-mutants";
import type { Mutant } from "./mutant";
import { REDUCER_MUTANTS } from "./reducer-mutants";
import { SESSION_MUTANTS } from "./session-mutants";

export const MUTANTS: readonly Mutant[] = [
	...REDUCER_MUTANTS,
	...SESSION_MUTANTS,
	...COMPANION_MUTANTS,
	...EXECUTOR_MUTANTS,
	...BRIDGE_DEFECTS,
];

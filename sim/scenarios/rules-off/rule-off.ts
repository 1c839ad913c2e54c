import type { Edit } from "../../mutants/list/mutant";

/** How a scenario's rule is switched off, on a copy of the repository. The scenario must fail then. */
export interface RuleOff {
	readonly scenario: string;
	readonly rule: string;
	/** What somebody might have written instead. */
	readonly instead: string;
	readonly edits: readonly Edit[];
}

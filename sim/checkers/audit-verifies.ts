import type { Checker } from "../run/history";

/** The chain of the audit, and every wallet's numbers and sums, hold to the end: what `verify` would tell anybody. */
export const checkAuditVerifies: Checker = ({ auditProblem }) =>
	auditProblem === undefined ? [] : [{ rule: "proof", what: auditProblem }];

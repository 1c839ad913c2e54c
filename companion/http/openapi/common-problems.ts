import type { Code } from "../../../shared/codes";

/** What every route that takes a signature and a body may refuse with. */
export const SIGNED_PROBLEMS: readonly Code[] = [
	...(["unauthorized", "stale", "unknown-key", "bad-signature"] as const),
	...(["too-large", "malformed", "too-many-requests"] as const),
	...(["read-only", "fence-unchecked", "overloaded", "database-unavailable"] as const),
];

/** What every route of programs may refuse with. */
export const PROGRAM_PROBLEMS: readonly Code[] = ["unauthorized", "too-many-requests", "database-unavailable"];

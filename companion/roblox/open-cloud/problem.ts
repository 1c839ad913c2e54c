/**
 * Why a call came to nothing, by stable names:
 * - `budget-exhausted`: our own budget would not have let it go out in time; nothing was sent.
 * - `cancelled`: whoever asked took it back.
 * - `no-answer`: no whole answer came within the deadline, or the connection failed.
 * - `rate-limited`, `unavailable`: Roblox said 429, or 408 and 5xx, to the last try.
 * - `unauthorized`, `forbidden`: no key is known to Roblox (401), or none may do this (403).
 * - `invalid-request`: Roblox does not take what was sent; trying again changes nothing.
 * - `not-found`: there is no such thing.
 * - `condition-failed`: the entry is not, or no longer, as the write demanded; nothing was written.
 * - `unreadable`: an answer came, in no form that is documented.
 */
export type OpenCloudProblemCode =
	| "budget-exhausted"
	| "cancelled"
	| "no-answer"
	| "rate-limited"
	| "unavailable"
	| "unauthorized"
	| "forbidden"
	| "invalid-request"
	| "not-found"
	| "condition-failed"
	| "unreadable";

/** Holds neither a key nor anything that came in an answer's text, so that it may be logged as it is. */
export interface OpenCloudProblem {
	readonly code: OpenCloudProblemCode;
	/** Name of the call, `publish` for one. */
	readonly operation: string;
	/** The same call may succeed later without anybody changing something. */
	readonly retriable: boolean;
	/** A write that was sent and not answered: it may be stored, now or later. Never true of a read. */
	readonly outcomeUnknown: boolean;
	/** HTTP status of the last answer, where there was one. */
	readonly status?: number;
}

/** In few words, for people and for the health report. */
export function describeProblem({ code, status }: OpenCloudProblem): string {
	return status === undefined ? code : `${code} with status ${status}`;
}

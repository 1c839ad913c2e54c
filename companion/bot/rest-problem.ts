export interface RestProblem {
	/** Discord's error code where it gave one, else the HTTP status, else the error's name. */
	readonly code: string;
	readonly status: number | undefined;
	/** Whether the same call may succeed later. Without a status nothing is known, so it may. */
	readonly retriable: boolean;
}

/** Reads what the REST layer throws: refusals with `code` and `status`, failures with a status, and lost connections. */
export function classifyRestError(problem: unknown): RestProblem {
	if (!(problem instanceof Error)) return { code: "unknown", status: undefined, retriable: false };
	const status = "status" in problem && typeof problem.status === "number" ? problem.status : undefined;
	const given = "code" in problem ? problem.code : undefined;
	const hasCode = (typeof given === "number" && given !== 0) || typeof given === "string";
	const code = hasCode ? `${given}` : `${status ?? problem.name}`;
	return { code, status, retriable: status === undefined || status === 408 || status === 429 || status >= 500 };
}

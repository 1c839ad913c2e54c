/** How the machine names a failure, `ECONNREFUSED` or `SQLITE_BUSY` for one; else the kind of error. Never its text. */
export function errorCode(problem: unknown): string {
	if (!(problem instanceof Error)) return "unknown";
	return "code" in problem && typeof problem.code === "string" ? problem.code : problem.name;
}

/** One thing that is not as the description has it. */
export interface Problem {
	/** Whose fault it is: the caller's or the service's. */
	readonly side: "request" | "answer";
	/** `query maxPageSize` or `body/users/0` for two. */
	readonly where: string;
	readonly what: string;
}

export function problemText({ side, where, what }: Problem): string {
	return `${side}, ${where}: ${what}`;
}

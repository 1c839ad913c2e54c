import type { Probe } from "./probe";

/** One thing that the documents leave open and that the real Roblox can be asked. */
export interface Question {
	/** As the maintainers' list of open questions counts them. */
	readonly number: number;
	readonly question: string;
	/** The answer in words. Throws `NotAnswered` where something was in the way. */
	readonly ask: (probe: Probe) => Promise<string>;
}

/** What was seen of one request. */
export interface Evidence {
	readonly what: string;
	readonly status: number;
	readonly code?: string;
}

export interface AnsweredQuestion {
	readonly number: number;
	readonly question: string;
	/** Begins with `not answered` when it is not. */
	readonly answer: string;
	readonly isAnswered: boolean;
	readonly evidence: readonly Evidence[];
}

export class NotAnswered extends Error {}

export function evidenceText({ status, code }: Evidence): string {
	return code === undefined ? String(status) : `${status} ${code}`;
}

import { fail, ok, type Result } from "../../shared/result";
import { checkExchange } from "./check-exchange";
import type { Contract } from "./contract";
import { readAnswer, readRequest } from "./exchange";
import { problemText, type Problem } from "./problem";

type Fetch = (request: Request) => Promise<Response>;

export interface CheckedExchange {
	readonly method: string;
	readonly url: string;
	/** Undefined where the call failed. */
	readonly status: number | undefined;
	readonly problems: readonly Problem[];
}

export interface Recording {
	/** Sends what it is given, and checks the exchange before the caller sees the answer. */
	readonly fetch: Fetch;
	readonly exchanges: readonly CheckedExchange[];
	/** One line for each problem, with the call it is about; of one side only, or of both. */
	readonly problems: (side?: Problem["side"]) => readonly string[];
}

/** Puts a checker between a client and the service. */
export function recordExchanges(contract: Contract, fetch: Fetch): Recording {
	const exchanges: CheckedExchange[] = [];
	return {
		exchanges,
		problems: (side) =>
			exchanges.flatMap(({ method, url, status, problems }) =>
				problems
					.filter((problem) => side === undefined || problem.side === side)
					.map((problem) => `${method} ${url} ${status ?? "failed"}: ${problemText(problem)}`),
			),
		fetch: async (request) => {
			const { method, url } = request;
			const note = (status: number | undefined, problems: readonly Problem[]): void => {
				exchanges.push({ method, url, status, problems });
			};
			// The copy is taken before anybody can have read the request.
			const [sent, answered] = await Promise.all([readRequest(request), outcomeOf(fetch(request))]);
			if (!answered.ok) {
				note(undefined, checkExchange(contract, sent));
				throw answered.error;
			}
			note(answered.value.status, checkExchange(contract, sent, await readAnswer(answered.value)));
			return answered.value;
		},
	};
}

function outcomeOf<Value>(promise: Promise<Value>): Promise<Result<Value, unknown>> {
	return promise.then(ok, fail);
}

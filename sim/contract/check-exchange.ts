import { checkAnswer } from "./check-answer";
import { checkRequest } from "./check-request";
import type { Contract, Operation } from "./contract";
import type { GotAnswer, SentRequest } from "./exchange";
import type { Problem } from "./problem";

interface Matched {
	readonly operation: Operation;
	readonly segments: readonly string[];
}

/** Everything about a request and its answer that is not as described; without an answer, about the request only. */
export function checkExchange(contract: Contract, request: SentRequest, answer?: GotAnswer): readonly Problem[] {
	const fitting = contract.operations.flatMap((operation) => match(operation, request));
	const matched = fitting.find(({ operation }) => operation.method === request.method);
	const ofAnswer = answer === undefined ? [] : checkAnswer(matched?.operation, answer);
	if (matched === undefined) {
		const what = fitting.length === 0 ? "there is no such path" : `the path has no method ${request.method}`;
		return [{ side: "request", where: request.url.pathname, what }, ...ofAnswer];
	}
	return [
		...checkHost(contract, matched.operation, request),
		...checkRequest(matched.operation, matched.segments, request),
		...ofAnswer,
	];
}

/** The operation that a call is meant for, if there is one. */
export function operationOf(contract: Contract, method: string, url: URL): Operation | undefined {
	return contract.operations.find((operation) => operation.method === method && operation.path.test(url.pathname));
}

function match(operation: Operation, { url }: SentRequest): readonly Matched[] {
	const found = operation.path.exec(url.pathname);
	return found === null ? [] : [{ operation, segments: found.slice(1) }];
}

/** Tests use hosts of their own, but no call may go to the wrong one of the described hosts. */
function checkHost({ hosts }: Contract, operation: Operation, { url }: SentRequest): readonly Problem[] {
	if (!hosts.has(url.host) || operation.hosts.includes(url.host)) return [];
	return [{ side: "request", where: "host", what: `${url.host} is not ${operation.hosts.join()}` }];
}

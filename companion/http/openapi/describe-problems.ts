import { CODES, meaningOf, type Code } from "../../../shared/codes";
import { statusOfCode } from "../status-of-code";
import type { Schema } from "./route-description";
import { id, outgoing } from "./schemas";

export const PROBLEM = "application/problem+json";

/** A response for each status a route may refuse with, with exactly the codes it may bear. */
export function describeProblems(codes: readonly Code[]): Readonly<Record<string, Schema>> {
	const byStatus = Map.groupBy(codes, statusOfCode);
	const described = [...byStatus].map(([status, own]) => [String(status), describeProblem(status, own)] as const);
	return Object.fromEntries(described);
}

export const correlationHeader: Schema = {
	description: "Names this request; the log calls it the same.",
	required: true,
	schema: { type: "string", pattern: "^[0-9a-f]{16}$" },
};

function describeProblem(status: number, codes: readonly Code[]): Schema {
	const lines = codes.map((code) => `- \`${code}\`: ${meaningOf(code)}`);
	return {
		description: lines.join("\n"),
		headers: { "X-Correlation-Id": correlationHeader, ...headersOf(status) },
		content: { [PROBLEM]: { schema: problemSchema({ const: status }, { enum: codes }) } },
	};
}

function headersOf(status: number): Readonly<Record<string, Schema>> {
	if (status === 401) return { "WWW-Authenticate": { required: true, schema: { const: "Bearer" } } };
	if (status !== 429 && status !== 503) return {};
	return {
		"Retry-After": {
			description: "Seconds after which to try again.",
			required: true,
			schema: { type: "string", pattern: "^[1-9][0-9]*$" },
		},
	};
}

/** RFC 9457, with the stable code beside it. */
function problemSchema(status: Schema, code: Schema): Schema {
	return outgoing(
		{ title: { type: "string" }, status, code, correlationId: id(16) },
		{ detail: { type: "string", description: "What is wrong, the name of a field for one." } },
	);
}

/** For what nobody expects: `internal` is our bug, and the log says what happened. */
export const anyProblem: Schema = {
	description: "A bug of ours. The log holds what happened, under the correlation id.",
	headers: { "X-Correlation-Id": correlationHeader },
	content: { [PROBLEM]: { schema: problemSchema({ type: "integer" }, { enum: Object.keys(CODES) }) } },
};

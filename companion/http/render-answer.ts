import { meaningOf, type Code } from "../../shared/codes";
import type { Answer } from "./answers";
import { statusOfCode } from "./status-of-code";

export const HEADER_CORRELATION_ID = "X-Correlation-Id";

/** Seconds after which the same request may be taken; a code that is not here ends only when something else changes. */
const RETRY_AFTER: Readonly<Partial<Record<Code, number>>> = {
	"too-many-requests": 1,
	overloaded: 1,
	"fence-unchecked": 5,
	"read-only": 60,
};

export function statusOfAnswer(answer: Answer): number {
	return answer.kind === "problem" ? statusOfCode(answer.code) : answer.status;
}

/** Every answer carries the id of its request; a problem says it in its body too, for whoever sees only that. */
export function renderAnswer(answer: Answer, correlationId: string): Response {
	const common = { "cache-control": "no-store", [HEADER_CORRELATION_ID]: correlationId };
	if (answer.kind === "body") {
		const { status, contentType, body, fileName } = answer;
		const headers: Record<string, string> = { ...common, "content-type": contentType };
		if (fileName !== undefined) headers["content-disposition"] = `attachment; filename="${fileName}"`;
		return new Response(body, { status, headers });
	}
	const { code, detail } = answer;
	const status = statusOfCode(code);
	const body = { title: meaningOf(code), status, code, detail, correlationId };
	const headers: Record<string, string> = { ...common, "content-type": "application/problem+json" };
	const retryAfter = RETRY_AFTER[code];
	if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
	// HTTP asks for it with every 401 (RFC 9110, 11.6.1); signatures have no scheme that is registered.
	if (status === 401) headers["www-authenticate"] = "Bearer";
	return new Response(JSON.stringify(body), { status, headers });
}

import { meaningOf, type Code } from "../../shared/codes";
import type { DatabaseWatch } from "../database/database-watch";
import type { Ports } from "../ports";
import { statusOfCode } from "./status-of-code";

/** Makes the two kinds of answers there are. */
export interface Answers {
	json(value: unknown, status?: number): Response;
	/** `application/problem+json` with the code, its sentence and an id that the log carries too. */
	problem(code: Code, detail?: string): Response;
	/** As `problem("internal")`, or `database-unavailable` when that is why; what was thrown goes to the log only. */
	internal(error: unknown): Response;
}

export function createAnswers(ports: Pick<Ports, "random" | "log">, watch: Pick<DatabaseWatch, "note">): Answers {
	function problem(code: Code, detail: string | undefined, correlationId: string): Response {
		const status = statusOfCode(code);
		const body = { title: meaningOf(code), status, code, detail, correlationId };
		return new Response(JSON.stringify(body), {
			status,
			headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
		});
	}
	return {
		json: (value, status = 200) =>
			new Response(JSON.stringify(value), {
				status,
				headers: { "content-type": "application/json", "cache-control": "no-store" },
			}),
		problem: (code, detail) => problem(code, detail, ports.random.hex(8)),
		internal: (error) => {
			const correlationId = ports.random.hex(8);
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			ports.log({ level: "error", event: "request-failed", facts: { correlationId, error: text } });
			return problem(watch.note(error) ? "database-unavailable" : "internal", undefined, correlationId);
		},
	};
}

import type { Call } from "./call";
import type { OpenCloudProblem, OpenCloudProblemCode } from "./problem";
import { isRetriableStatus } from "./retry";
import type { Tried } from "./try-once";

/** What the tries of one call came to so far. */
export class Trouble {
	readonly #call: Pick<Call, "operation" | "effect">;
	#mayBeDone = false;
	#problem: OpenCloudProblem | undefined;

	constructor(call: Pick<Call, "operation" | "effect">) {
		this.#call = call;
	}

	/** Takes a try that did not end well, and says what is left to do. */
	take(tried: Tried): "other-key" | "again" | "nothing" {
		const { operation, effect } = this.#call;
		this.#mayBeDone ||= effect !== "read" && leavesOpen(tried);
		const problem = { ...describe(operation, tried), outcomeUnknown: this.#mayBeDone };
		if (!this.#saysMore(problem)) this.#problem = problem;
		if (isKeyProblem(problem)) return "other-key";
		return mayPass(tried) && !(this.#mayBeDone && effect === "once") ? "again" : "nothing";
	}

	problem(): OpenCloudProblem {
		if (this.#problem === undefined) throw new Error("no try was taken yet");
		return { ...this.#problem, outcomeUnknown: this.#mayBeDone };
	}

	cancelled(): OpenCloudProblem {
		const { operation } = this.#call;
		return { code: "cancelled", operation, retriable: true, outcomeUnknown: this.#mayBeDone };
	}

	/** Whether the problem that is known says more than this one. */
	#saysMore(next: OpenCloudProblem): boolean {
		if (this.#problem === undefined) return false;
		// Roblox's own answer says more than that there was no budget left to ask again; and of two keys that are both
		// refused, the first one is what people have to mend.
		return next.code === "budget-exhausted" || (isKeyProblem(next) && isKeyProblem(this.#problem));
	}
}

function leavesOpen(tried: Tried): boolean {
	if (tried.kind === "answered") return tried.status === 408 || tried.status >= 500;
	return tried.kind !== "not-sent";
}

function mayPass(tried: Tried): boolean {
	return tried.kind === "no-answer" || (tried.kind === "answered" && isRetriableStatus(tried.status));
}

function describe(operation: string, tried: Tried): Omit<OpenCloudProblem, "outcomeUnknown"> {
	switch (tried.kind) {
		case "not-sent":
			return { code: tried.code, operation, retriable: true };
		case "cancelled":
		case "no-answer":
			return { code: tried.kind, operation, retriable: true };
		case "too-large":
			return { code: "unreadable", operation, retriable: false, status: tried.status };
		case "answered": {
			const { status } = tried;
			return { code: codeOfStatus(status), operation, retriable: isRetriableStatus(status), status };
		}
	}
}

function codeOfStatus(status: number): OpenCloudProblemCode {
	if (status < 400) return "unreadable";
	if (status === 401) return "unauthorized";
	if (status === 403) return "forbidden";
	if (status === 404) return "not-found";
	// Roblox documents neither of the two for a condition that failed, so both are taken as that.
	if (status === 409 || status === 412) return "condition-failed";
	if (status === 429) return "rate-limited";
	return status === 408 || status >= 500 ? "unavailable" : "invalid-request";
}

function isKeyProblem({ code }: OpenCloudProblem): boolean {
	return code === "unauthorized" || code === "forbidden";
}

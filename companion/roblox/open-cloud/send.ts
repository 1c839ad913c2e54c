import { fail, ok, type Result } from "../../../shared/result";
import type { Ports } from "../../ports";
import type { Budget } from "./budget";
import type { Core } from "./core";
import { exchange, type Answered, type Exchange } from "./exchange";
import type { CallOptions, OpenCloudProblem, OpenCloudProblemCode } from "./open-cloud";
import { backoffMilliseconds, isRetriableStatus, readPause } from "./retry";

export type OpenCloudPorts = Pick<Ports, "clock" | "timers" | "random" | "fetch"> & Partial<Pick<Ports, "log">>;

export interface Call {
	readonly operation: string;
	readonly budget: Budget;
	readonly method: "GET" | "POST" | "PATCH";
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** False for the calls that take no key; then none is sent. */
	readonly needsKey: boolean;
	/**
	 * What sending it twice does: nothing, it reads (`read`); nothing more than once (`repeatable`); perhaps harm, so
	 * that a try which may have taken effect is the last one (`once`).
	 */
	readonly effect: "read" | "repeatable" | "once";
}

/** Of a call whose caller names none. */
export const DEADLINE_MILLISECONDS = 20_000;
/** One try waits at most this long, so that one lost packet does not use up the whole deadline. */
const TRY_MILLISECONDS = 10_000;
/** Who has to wait for budget until less than this is left would be sent for nothing, and take another one's turn. */
const TRY_MILLISECONDS_MIN = 1_000;
const RETRIES_MAX = 4;

type Tried = Exchange | { readonly kind: "not-sent"; readonly code: "budget-exhausted" | "cancelled" };

/**
 * Sends a call, and again after trouble that may pass (408, 429, 5xx, no answer), with full jitter. What Roblox says
 * about when to come back is obeyed in place of the jitter. Answers with statuses of 300 and above are problems.
 */
export async function send(
	core: Core,
	call: Call,
	options: CallOptions = {},
): Promise<Result<Answered, OpenCloudProblem>> {
	const result = await sendUntilAnswered(core, call, options);
	const isAnswer = result.ok || ANSWERS.includes(result.error.code);
	core.health.lastProblem = isAnswer ? undefined : result.error;
	return result;
}

/** Problems of whoever asked, not of the way to Roblox. */
const ANSWERS: readonly OpenCloudProblemCode[] = ["not-found", "condition-failed", "cancelled"];

async function sendUntilAnswered(
	{ ports, keys }: Core,
	call: Call,
	options: CallOptions,
): Promise<Result<Answered, OpenCloudProblem>> {
	const { clock } = ports;
	const deadlineAt = clock.now() + (options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS);
	const untried = call.needsKey ? [...keys.order(call.operation)] : [];
	let key = untried.shift();
	let mayBeDone = false;
	let problem: OpenCloudProblem | undefined;
	for (let retries = 0; ;) {
		const tried = await tryOnce(ports, call, key, deadlineAt, options);
		if (tried.kind === "answered" && tried.status < 300) {
			if (key !== undefined && keys.worked(call.operation, key)) noteOtherKey(ports, call.operation);
			return ok(tried);
		}
		mayBeDone ||= call.effect !== "read" && leavesOpen(tried);
		const trouble = { ...describe(call.operation, tried), outcomeUnknown: mayBeDone };
		// Why it could not be sent again says less than what Roblox answered before.
		if (trouble.code === "budget-exhausted" && problem !== undefined)
			return fail({ ...problem, outcomeUnknown: mayBeDone });
		// Of two keys that are both refused, the first one is what people have to mend.
		const isKeyRefused = trouble.code === "unauthorized" || trouble.code === "forbidden";
		problem = isKeyRefused && problem !== undefined && isKeyProblem(problem) ? problem : trouble;
		if (isKeyRefused && untried.length > 0) {
			key = untried.shift();
			continue;
		}
		const isOver = !mayPass(tried) || retries >= RETRIES_MAX || (mayBeDone && call.effect === "once");
		if (isOver) return fail(problem);
		const pause = tried.kind === "answered" ? readPause(tried.status, tried.headers, clock.now()) : undefined;
		// Everybody who shares this limit waits as well, and the next try then waits there: once, not twice.
		if (pause !== undefined) call.budget.pauseUntil(clock.now() + pause);
		const wait = pause ?? backoffMilliseconds(retries, ports.random.fraction());
		if (clock.now() + wait >= deadlineAt) return fail(problem);
		if (!(await rest(ports, wait, options.signal))) return fail(cancelled(call.operation, mayBeDone));
		retries += 1;
	}
}

async function tryOnce(
	ports: OpenCloudPorts,
	{ budget, method, url, headers, body, effect }: Call,
	key: string | undefined,
	deadlineAt: number,
	{ priority = "command", signal }: CallOptions,
): Promise<Tried> {
	const grant = await budget.take({ priority, deadlineAt: deadlineAt - TRY_MILLISECONDS_MIN, signal });
	if (grant !== "granted") return { kind: "not-sent", code: grant === "cancelled" ? "cancelled" : "budget-exhausted" };
	const milliseconds = Math.min(TRY_MILLISECONDS, deadlineAt - ports.clock.now());
	const sent = { ...headers, ...(key === undefined ? {} : { "x-api-key": key }), "content-type": "application/json" };
	if (effect !== "read" && body !== undefined) budget.spend(Buffer.byteLength(body));
	const init = { method, headers: sent, ...(body === undefined ? {} : { body }) };
	const outcome = await exchange(ports, url, init, { milliseconds, signal });
	if (outcome.kind === "answered") {
		if (effect === "read") budget.spend(Buffer.byteLength(outcome.text));
		pauseWhenUsedUp(budget, outcome.headers, ports.clock.now());
	}
	return outcome;
}

/** Roblox counted to zero: what is sent before its minute ends would only be refused. */
function pauseWhenUsedUp(budget: Budget, headers: Headers, now: number): void {
	if (headers.get("x-ratelimit-remaining") !== "0") return;
	const pause = readPause(429, headers, now);
	if (pause !== undefined) budget.pauseUntil(now + pause);
}

function leavesOpen(tried: Tried): boolean {
	if (tried.kind === "answered") return tried.status === 408 || tried.status >= 500;
	return tried.kind === "no-answer" || tried.kind === "cancelled";
}

function mayPass(tried: Tried): boolean {
	return tried.kind === "no-answer" || (tried.kind === "answered" && isRetriableStatus(tried.status));
}

function describe(operation: string, tried: Tried): Omit<OpenCloudProblem, "outcomeUnknown"> {
	if (tried.kind === "cancelled") return { code: "cancelled", operation, retriable: true };
	if (tried.kind === "no-answer") return { code: "no-answer", operation, retriable: true };
	if (tried.kind === "not-sent") return { code: tried.code, operation, retriable: true };
	if (tried.kind === "too-large") return { code: "unreadable", operation, retriable: false, status: tried.status };
	const { status } = tried;
	return { code: codeOfStatus(status), operation, retriable: isRetriableStatus(status), status };
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

function cancelled(operation: string, outcomeUnknown: boolean): OpenCloudProblem {
	return { code: "cancelled", operation, retriable: true, outcomeUnknown };
}

function noteOtherKey(ports: OpenCloudPorts, operation: string): void {
	ports.log?.({ level: "warning", event: "api-key-changed", facts: { operation } });
}

/** False when it was taken back meanwhile. */
function rest({ timers }: OpenCloudPorts, milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
	return new Promise((resolve) => {
		const takeBack = (): void => {
			cancel();
			resolve(false);
		};
		const cancel = timers.after(milliseconds, () => {
			signal?.removeEventListener("abort", takeBack);
			resolve(true);
		});
		if (signal?.aborted === true) takeBack();
		else signal?.addEventListener("abort", takeBack, { once: true });
	});
}

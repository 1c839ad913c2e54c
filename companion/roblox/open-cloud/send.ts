import { fail, ok, type Result } from "../../../shared/result";
import type { Call, OpenCloudPorts } from "./call";
import type { Core } from "./core";
import type { Answered } from "../../exchange";
import type { CallOptions } from "./open-cloud";
import type { OpenCloudProblem, OpenCloudProblemCode } from "./problem";
import { backoffMilliseconds, readPause } from "./retry";
import { Trouble } from "./trouble";
import { tryOnce, type Tried } from "./try-once";

/** Of a call whose caller names none. */
export const DEADLINE_MILLISECONDS = 20_000;
const RETRIES_MAX = 4;
/** Problems of whoever asked, not of the way to Roblox. */
const ANSWERS: readonly OpenCloudProblemCode[] = ["not-found", "condition-failed", "cancelled"];

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

async function sendUntilAnswered(
	{ ports, keys }: Core,
	call: Call,
	options: CallOptions,
): Promise<Result<Answered, OpenCloudProblem>> {
	const { clock } = ports;
	const deadlineAt = clock.now() + (options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS);
	const untried = call.needsKey ? [...keys.order(call.operation)] : [];
	const trouble = new Trouble(call);
	let key = untried.shift();
	for (let retries = 0; ;) {
		const tried = await tryOnce(ports, call, { ...options, key, deadlineAt });
		if (tried.kind === "answered" && tried.status < 300) {
			if (key !== undefined && keys.worked(call.operation, key)) noteOtherKey(ports, call.operation);
			return ok(tried);
		}
		const next = trouble.take(tried);
		if (next === "other-key" && untried.length > 0) {
			key = untried.shift();
			continue;
		}
		const wait = next === "again" && retries < RETRIES_MAX ? waitAfter(ports, call, tried, retries) : undefined;
		if (wait === undefined || clock.now() + wait >= deadlineAt) return fail(trouble.problem());
		if (!(await rest(ports, wait, options.signal))) return fail(trouble.cancelled());
		retries += 1;
	}
}

/** Milliseconds until the next try. */
function waitAfter({ clock, random }: OpenCloudPorts, { budget }: Call, tried: Tried, retries: number): number {
	const now = clock.now();
	const pause = tried.kind === "answered" ? readPause(tried.status, tried.headers, now) : undefined;
	if (pause === undefined) return backoffMilliseconds(retries, random.fraction());
	// Everybody who shares this limit waits as well, and the next try then waits there: once, not twice.
	budget.pauseUntil(now + pause);
	return pause;
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

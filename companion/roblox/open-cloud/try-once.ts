import type { Call, OpenCloudPorts } from "./call";
import { exchange, type Exchange } from "../../exchange";
import type { CallOptions } from "./open-cloud";
import { readPause } from "./retry";

/** How one try ended. */
export type Tried = Exchange | { readonly kind: "not-sent"; readonly code: "budget-exhausted" | "cancelled" };

interface Try extends CallOptions {
	readonly key: string | undefined;
	/** Unix milliseconds. */
	readonly deadlineAt: number;
}

/** One try waits at most this long, so that one lost packet does not use up the whole deadline. */
const TRY_MILLISECONDS = 10_000;
/** Who has to wait for budget until less than this is left would be sent for nothing, and take another one's turn. */
const TRY_MILLISECONDS_MIN = 1_000;

/** Waits for budget, and sends the call once. */
export async function tryOnce(
	ports: OpenCloudPorts,
	{ budget, method, url, headers, body, effect }: Call,
	{ key, deadlineAt, priority = "command", signal }: Try,
): Promise<Tried> {
	const grant = await budget.take({ priority, deadlineAt: deadlineAt - TRY_MILLISECONDS_MIN, signal });
	if (grant !== "granted") return { kind: "not-sent", code: grant === "cancelled" ? "cancelled" : "budget-exhausted" };
	const milliseconds = Math.min(TRY_MILLISECONDS, deadlineAt - ports.clock.now());
	const sent = { ...headers, ...(key === undefined ? {} : { "x-api-key": key }), "content-type": "application/json" };
	if (effect !== "read" && body !== undefined) budget.spend(Buffer.byteLength(body));
	const init = { method, headers: sent, ...(body === undefined ? {} : { body }) };
	const outcome = await exchange(ports, url, init, { milliseconds, signal });
	if (outcome.kind !== "answered") return outcome;
	if (effect === "read") budget.spend(Buffer.byteLength(outcome.text));
	// Roblox counted to zero: what is sent before its minute ends would only be refused.
	const isUsedUp = outcome.headers.get("x-ratelimit-remaining") === "0";
	const pause = isUsedUp ? readPause(429, outcome.headers, ports.clock.now()) : undefined;
	if (pause !== undefined) budget.pauseUntil(ports.clock.now() + pause);
	return outcome;
}

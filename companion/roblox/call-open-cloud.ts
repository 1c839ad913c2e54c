import { fail, ok, type Result } from "../../shared/result";
import type { Ports } from "../ports";
import { fetchWithDeadline } from "./fetch-with-deadline";
import { DEFAULT_RETRY, isRetriableStatus, readRetryAfter, retry, type Attempt } from "./retry";
import type { TokenBucket } from "./token-bucket";

/** `no-answer`: unknown whether it took effect. `throttled`: our own budget is used up, nothing was sent. */
export interface OpenCloudProblem {
	readonly kind: "no-answer" | "throttled" | "refused" | "unreadable";
	readonly operation: string;
	/** HTTP status, where there was one. */
	readonly status?: number;
}

export type OpenCloudPorts = Pick<Ports, "clock" | "timers" | "random" | "fetch">;

const ANSWER_WITHIN_MILLISECONDS = 10_000;

/** One request, with the budget it is taken from. */
export interface OpenCloudCall {
	readonly operation: string;
	readonly bucket: TokenBucket;
	readonly url: string;
	readonly init: RequestInit;
}

/** Sends a request, and again after trouble that may pass. An answer of 400 and above is a problem. */
export async function callOpenCloud(
	ports: OpenCloudPorts,
	apiKey: string,
	call: OpenCloudCall,
): Promise<Result<Response, OpenCloudProblem>> {
	const outcome = await retry(ports, DEFAULT_RETRY, () => tryOnce(ports, apiKey, call));
	return outcome.kind === "done" ? ok(outcome.value) : fail(outcome.error);
}

async function tryOnce(
	ports: OpenCloudPorts,
	apiKey: string,
	{ operation, bucket, url, init }: OpenCloudCall,
): Promise<Attempt<Response, OpenCloudProblem>> {
	if (!(await bucket.take())) return { kind: "failed", error: { kind: "throttled", operation }, retriable: false };
	const headers = new Headers(init.headers);
	headers.set("x-api-key", apiKey);
	headers.set("content-type", "application/json");
	const response = await fetchWithDeadline(ports, ANSWER_WITHIN_MILLISECONDS, url, { ...init, headers });
	if (response === undefined) return { kind: "failed", error: { kind: "no-answer", operation }, retriable: true };
	if (response.ok) return { kind: "done", value: response };
	return {
		kind: "failed",
		error: { kind: "refused", operation, status: response.status },
		retriable: isRetriableStatus(response.status),
		retryAfterMilliseconds: readRetryAfter(response.headers.get("retry-after"), ports.clock.now()),
	};
}

import type { HttpReply, SpoiltFate } from "./faults";

/** Makes what arrives from what the service said, if it was reached. */
export type Spoiling = SpoiltFate["spoil"];

const JSON_TYPE = { "content-type": "application/json" };

/** A fate that spoils one answer. Unless told that the work `isDone`, the service is not reached. */
export function spoilt(
	spoil: Spoiling,
	{ isDone = false, delayMicros = 0 }: { readonly isDone?: boolean; readonly delayMicros?: number } = {},
): SpoiltFate {
	return { outcome: "spoilt", isDone, delayMicros, spoil };
}

/** Header names: creator-docs, `cloud/reference/rate-limits.md`. `retry-after` is left out where no seconds are told. */
export function tooManyRequests(retryAfterSeconds?: number): Spoiling {
	const wait: Record<string, string> = {};
	if (retryAfterSeconds !== undefined) wait["retry-after"] = String(retryAfterSeconds);
	const rate = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(retryAfterSeconds ?? 60) };
	const body = JSON.stringify({ errors: [{ code: 0, message: "Too many requests" }] });
	return () => ({ status: 429, headers: { ...JSON_TYPE, ...wait, ...rate }, body });
}

export const emptyBody: Spoiling = (real) => ({ ...success(real), body: "" });

export const notJson: Spoiling = (real) => ({ ...success(real), body: "upstream says no" });

/** Half of what the service said. */
export const truncatedJson: Spoiling = (real) => {
	const reply = success(real);
	return { ...reply, body: reply.body.slice(0, Math.ceil(reply.body.length / 2)) };
};

/** As a proxy or a log-in page answers, with a good status. */
export const htmlPage: Spoiling = () => ({
	status: 200,
	headers: { "content-type": "text/html; charset=utf-8" },
	body: "<!doctype html><title>Please wait</title>",
});

/** Valid JSON of about this many bytes. */
export function oversized(bytes: number): Spoiling {
	return (real) => ({ ...success(real), body: JSON.stringify({ padding: "x".repeat(bytes) }) });
}

/** The right body under a type that does not fit it. */
export const wrongContentType: Spoiling = (real) => {
	const reply = success(real);
	return { ...reply, headers: { ...reply.headers, "content-type": "application/octet-stream" } };
};

export function redirectTo(location: string): Spoiling {
	return () => ({ status: 302, headers: { location }, body: "" });
}

/** The connection stays open and nothing comes. */
export const nothingEver: Spoiling = () => null;

function success(real: HttpReply | null): HttpReply {
	return real ?? { status: 200, headers: JSON_TYPE, body: JSON.stringify({ path: "universes/1" }) };
}

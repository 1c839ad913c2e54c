import type { RateWindow } from "../rate-window";

/** The three error shapes of Open Cloud: creator-docs, `cloud/reference/errors.md`. */
export function gatewayError(status: number, message: string): Response {
	return Response.json({ errors: [{ code: 0, message }] }, { status });
}

export function errorV2(status: number, code: string, message: string): Response {
	return Response.json({ code, message }, { status });
}

export function errorV1(status: number, error: string, message: string, datastoreErrorCode: string): Response {
	const errorDetails = [{ errorDetailType: "DatastoreErrorInfo", datastoreErrorCode }];
	return Response.json({ error, message, errorDetails }, { status });
}

/** RFC 7807, as the server-management API declares it. */
export function problemDetails(status: number, title: string): Response {
	return Response.json({ type: "about:blank", title, status }, { status });
}

/** Headers of creator-docs, `cloud/reference/rate-limits.md`. */
export function rateHeaders(window: RateWindow): Record<string, string> {
	return {
		"x-ratelimit-limit": `${window.limit()}, ${window.limit()};w=60`,
		"x-ratelimit-remaining": String(window.remaining()),
		"x-ratelimit-reset": String(window.resetSeconds()),
	};
}

export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
	for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	return response;
}

/** The three error shapes of Open Cloud: creator-docs, `cloud/reference/errors.md`. */
export function gatewayError(status: number, message: string, code = 0): Response {
	return Response.json({ errors: [{ code, message }] }, { status });
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

/** Which of the error shapes a route speaks. */
export type ErrorShape = "v1" | "v2" | "details" | "gateway";

export function insufficientScope(shape: ErrorShape): Response {
	const message = "The api key does not have sufficient scope.";
	if (shape === "v1") return errorV1(403, "INSUFFICIENT_SCOPE", message, "InsufficientScope");
	if (shape === "details") return problemDetails(403, message);
	return shape === "v2" ? errorV2(403, "PERMISSION_DENIED", message) : gatewayError(403, message);
}

/** 429 with the seconds to wait. */
export function tooMany(shape: ErrorShape, retryAfterSeconds: number): Response {
	const message = "The request rate exceeds the allowed maximum.";
	const response = refusalOf(shape, message);
	response.headers.set("retry-after", String(Math.max(1, Math.ceil(retryAfterSeconds))));
	return response;
}

function refusalOf(shape: ErrorShape, message: string): Response {
	if (shape === "v1") return errorV1(429, "RESOURCE_EXHAUSTED", message, "Throttled");
	if (shape === "details") return problemDetails(429, message);
	return shape === "v2" ? errorV2(429, "RESOURCE_EXHAUSTED", message) : gatewayError(429, message);
}

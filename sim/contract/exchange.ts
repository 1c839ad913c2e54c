/** A request, whole. */
export interface SentRequest {
	readonly method: string;
	readonly url: URL;
	readonly headers: Headers;
	readonly body: string;
}

/** An answer, whole. */
export interface GotAnswer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: string;
}

/** Reads a copy; the request itself can still be sent. */
export async function readRequest(request: Request): Promise<SentRequest> {
	const { method, url, headers } = request;
	return { method, url: new URL(url), headers, body: await request.clone().text() };
}

/** Reads a copy; the body can still be read by whoever asked. */
export async function readAnswer(response: Response): Promise<GotAnswer> {
	const { status, headers } = response;
	return { status, headers, body: await response.clone().text() };
}

/** Without its parameters. */
export function mediaType(headers: Headers): string {
	return (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

import type { TestCompanion } from "./test-companion";

export interface Got {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** What the text says, where it is JSON. */
	readonly body: unknown;
}

/** Asks over HTTP, with the service key unless there are other headers. */
export async function get(world: TestCompanion, path: string, init: RequestInit = {}): Promise<Got> {
	const headers = { authorization: `Bearer ${world.config.keys.serviceKeys[0]}` };
	const request = new Request(`http://localhost${path}`, { headers, ...init });
	const response = await world.settled(world.companion.app.handle(request));
	const text = await response.text();
	const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get("content-type") ?? "");
	const body: unknown = isJson ? JSON.parse(text) : undefined;
	return { status: response.status, headers: response.headers, text, body };
}

/** A message as Open Cloud was asked to publish it. */
export interface Published {
	readonly topic: string;
	readonly message: unknown;
}

/** The part of Open Cloud that tests need: remembers what was published, answers entries that were put in. */
export interface FakeRoblox {
	readonly fetch: (request: Request) => Promise<Response>;
	readonly requests: Request[];
	readonly published: Published[];
	readonly entries: Map<string, unknown>;
	/** Answers of the next requests instead of the usual ones; `"no answer"` rejects. */
	readonly next: (Response | "no answer")[];
}

export function createFakeRoblox(): FakeRoblox {
	const roblox: FakeRoblox = { fetch: answer, requests: [], published: [], entries: new Map(), next: [] };

	async function answer(request: Request): Promise<Response> {
		roblox.requests.push(request);
		const scripted = roblox.next.shift();
		if (scripted === "no answer") throw new Error("connection lost");
		if (scripted !== undefined) return scripted;
		const url = new URL(request.url);
		if (url.pathname.endsWith(":publishMessage")) return takeMessage(await request.json());
		const entry = roblox.entries.get(url.searchParams.get("entryKey") ?? "");
		if (entry === undefined) return new Response("{}", { status: 404 });
		return new Response(JSON.stringify(entry), { headers: { "roblox-entry-version": "v1" } });
	}

	function takeMessage(body: unknown): Response {
		if (typeof body !== "object" || body === null || !("topic" in body) || !("message" in body)) {
			return new Response("{}", { status: 400 });
		}
		roblox.published.push({ topic: String(body.topic), message: JSON.parse(String(body.message)) });
		return new Response("");
	}

	return roblox;
}

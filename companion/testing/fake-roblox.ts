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
	/** Version of each entry that was written by request; those put in by a test begin at 1. */
	readonly versions: Map<string, number>;
	/** Answers of the next requests instead of the usual ones; `"no answer"` rejects. */
	readonly next: (Response | "no answer")[];
}

export function createFakeRoblox(): FakeRoblox {
	const roblox: FakeRoblox = {
		fetch: answer,
		requests: [],
		published: [],
		entries: new Map(),
		versions: new Map(),
		next: [],
	};

	async function answer(request: Request): Promise<Response> {
		roblox.requests.push(request);
		const scripted = roblox.next.shift();
		if (scripted === "no answer") throw new Error("connection lost");
		if (scripted !== undefined) return scripted;
		const url = new URL(request.url);
		if (url.pathname.endsWith(":publishMessage")) return takeMessage(await request.json());
		const key = url.searchParams.get("entryKey") ?? "";
		if (request.method === "POST") return write(key, url.searchParams, await request.json());
		const entry = roblox.entries.get(key);
		if (entry === undefined) return Response.json({}, { status: 404 });
		return Response.json(entry, { headers: { "roblox-entry-version": versionOf(key) } });
	}

	function versionOf(key: string): string {
		return `v${roblox.versions.get(key) ?? 1}`;
	}

	function write(key: string, query: URLSearchParams, value: unknown): Response {
		const isAbsent = !roblox.entries.has(key);
		const wanted = query.get("matchVersion");
		const holds = query.get("exclusiveCreate") === "true" ? isAbsent : !isAbsent && wanted === versionOf(key);
		if (!holds) return Response.json({}, { status: 412 });
		roblox.versions.set(key, (roblox.versions.get(key) ?? 1) + 1);
		roblox.entries.set(key, value);
		return Response.json({});
	}

	function takeMessage(body: unknown): Response {
		if (typeof body !== "object" || body === null || !("topic" in body) || !("message" in body)) {
			return Response.json({}, { status: 400 });
		}
		roblox.published.push({ topic: String(body.topic), message: JSON.parse(String(body.message)) });
		return new Response("");
	}

	return roblox;
}

import { fail, ok, type Result } from "../../shared/result";
import type { Ports } from "../ports";

export interface Player {
	readonly userId: number;
	/** As Roblox writes it today, whatever was typed. */
	readonly name: string;
}

/** How a person names a player. */
export type PlayerQuery =
	{ readonly kind: "id"; readonly userId: number } | { readonly kind: "name"; readonly name: string };

/** `unknown-user`: Roblox answered that there is none. `lookup-failed`: it gave no usable answer; ask again later. */
export type LookupProblem = "unknown-user" | "lookup-failed";

export interface UserDirectory {
	/** Awaits one HTTP request, unless the answer is cached. Never rejects. */
	find(query: PlayerQuery): Promise<Result<Player, LookupProblem>>;
}

export interface UserDirectorySettings {
	/** `https://users.roblox.com`: finds ids by name; needs no key, Open Cloud offers no such call. */
	readonly usersUrl: string;
	/** `https://apis.roblox.com`: Open Cloud, finds a user by id. */
	readonly apiUrl: string;
	readonly apiKey: string;
}

const CACHE_SECONDS = 300;
const CACHED_MAX = 1_000;
const TIMEOUT_SECONDS = 5;

type Answer = Result<Player, LookupProblem>;

/** Looks players up at Roblox. Found ones are kept for five minutes; names change hands, so not for longer. */
export function createUserDirectory(
	ports: Pick<Ports, "clock" | "timers" | "fetch" | "log">,
	settings: UserDirectorySettings,
): UserDirectory {
	const cache = new Map<string, { readonly player: Player; readonly until: number }>();

	function remember(key: string, player: Player): void {
		const [oldest] = cache.keys();
		if (cache.size >= CACHED_MAX && oldest !== undefined) cache.delete(oldest);
		cache.set(key, { player, until: ports.clock.now() + CACHE_SECONDS * 1_000 });
	}

	return {
		async find(query) {
			const key = query.kind === "id" ? `id:${query.userId}` : `name:${query.name.toLowerCase()}`;
			const cached = cache.get(key);
			if (cached !== undefined && cached.until > ports.clock.now()) return ok(cached.player);
			cache.delete(key);
			const answer = await ask(ports, settings, query);
			if (answer.ok) remember(key, answer.value);
			return answer;
		},
	};
}

async function ask(
	ports: Pick<Ports, "timers" | "fetch" | "log">,
	settings: UserDirectorySettings,
	query: PlayerQuery,
): Promise<Answer> {
	const timeout = new AbortController();
	const cancel = ports.timers.after(TIMEOUT_SECONDS * 1_000, () => timeout.abort());
	try {
		const response = await ports.fetch(buildRequest(settings, query, timeout.signal));
		if (response.status === 404) return fail("unknown-user");
		if (!response.ok) throw new Error(`status ${response.status}`);
		const body: unknown = await response.json();
		return query.kind === "id" ? readUser(body, query.userId) : readNamed(body);
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		ports.log({ level: "warning", event: "user-lookup-failed", facts: { by: query.kind, reason } });
		return fail("lookup-failed");
	} finally {
		cancel();
	}
}

function buildRequest(settings: UserDirectorySettings, query: PlayerQuery, signal: AbortSignal): Request {
	if (query.kind === "id") {
		const headers = { "x-api-key": settings.apiKey };
		return new Request(`${settings.apiUrl}/cloud/v2/users/${query.userId}`, { headers, signal });
	}
	return new Request(`${settings.usersUrl}/v1/usernames/users`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ usernames: [query.name], excludeBannedUsers: false }),
		signal,
	});
}

function readUser(body: unknown, userId: number): Answer {
	if (!isRecord(body) || typeof body["name"] !== "string") throw new Error("answer not in the documented form");
	return ok({ userId, name: body["name"] });
}

/** The list is empty when nobody has this name. */
function readNamed(body: unknown): Answer {
	const found = isRecord(body) && Array.isArray(body["data"]) ? body["data"] : undefined;
	if (found === undefined) throw new Error("answer not in the documented form");
	if (found.length === 0) return fail("unknown-user");
	const user: unknown = found[0];
	if (!isRecord(user) || typeof user["name"] !== "string" || typeof user["id"] !== "number") {
		throw new Error("answer not in the documented form");
	}
	if (!Number.isSafeInteger(user["id"]) || user["id"] < 1) throw new Error("answer not in the documented form");
	return ok({ userId: user["id"], name: user["name"] });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { FaultPort, RestFault } from "../faults";
import type { World } from "../world";
import { type ApiAnswer, type Route, refuse } from "./api-answer";
import { routeMatcher } from "./match-route";
import { RateLimits } from "./rate-limits";
import { readRequest } from "./read-request";

const API_PREFIX = "/api/v10";
const USER_AGENT_PATTERN = /^DiscordBot \(.+, .+\)/;

const NOT_FOUND = refuse(404, 0, "404: Not Found");
const WRONG_METHOD = refuse(405, 0, "405: Method Not Allowed");
const UNAUTHORIZED = refuse(401, 0, "401: Unauthorized");
const NO_USER_AGENT = refuse(403, 40333, "internal network error");
const SERVER_ERROR = refuse(500, 0, "500: Internal Server Error");

/** One request as the log keeps it; `status` is null when no answer was sent. */
export interface RequestLogEntry {
	readonly operation: string;
	readonly method: string;
	readonly path: string;
	readonly status: number | null;
}

/** Everything HTTP: user agent, authorisation, limits, bodies and planned faults around the routes. */
export class RestEdge {
	readonly log: RequestLogEntry[] = [];
	/** Answers that count towards Discord's ban of an address: 401, 403 and 429 that are not "shared". */
	invalidRequests = 0;
	private readonly limits: RateLimits;
	private readonly match: ReturnType<typeof routeMatcher>;

	constructor(
		private readonly world: World,
		routes: readonly Route[],
		private readonly faults: FaultPort,
		/** Settles when the server stops; requests without answer wait for it. */
		private readonly stopped: Promise<void>,
	) {
		this.limits = new RateLimits(world.scheduler);
		this.match = routeMatcher(routes);
	}

	/** Answers one request. Awaits its body. */
	async handle(request: Request): Promise<Response> {
		const url = new URL(request.url);
		const path = url.pathname.startsWith(`${API_PREFIX}/`) ? url.pathname.slice(API_PREFIX.length) : "";
		const match = this.match(request.method, path);
		if (!USER_AGENT_PATTERN.test(request.headers.get("user-agent") ?? ""))
			return this.send(request, "", path, NO_USER_AGENT);
		if (match.kind !== "found")
			return this.send(request, "", path, match.kind === "no-path" ? NOT_FOUND : WRONG_METHOD);
		const { route, params } = match;
		if (route.auth === "bot" && request.headers.get("authorization") !== `Bot ${this.world.token}`) {
			return this.send(request, route.operation, path, UNAUTHORIZED);
		}
		const reading = this.limits.count(route, params);
		if (reading.refusal)
			return this.send(request, route.operation, path, tooMany(reading.refusal), {
				...reading.headers,
				...limitHeaders(reading.refusal),
			});
		const fault = this.faults.takeRestFault(route.operation);
		if (fault?.kind === "rate-limited")
			return this.send(request, route.operation, path, tooMany(fault), { ...reading.headers, ...limitHeaders(fault) });
		if (fault?.kind === "refused-with-500") return this.send(request, route.operation, path, SERVER_ERROR);
		const read = await readRequest(request, (upload) => this.world.files.put(upload, "attachments"));
		const answer = read.ok ? route.handle({ params, query: url.searchParams, ...read.value }) : read.error;
		return this.finish(request, route.operation, path, answer, reading.headers, fault);
	}

	private async finish(
		request: Request,
		operation: string,
		path: string,
		answer: ApiAnswer,
		headers: Readonly<Record<string, string>>,
		fault: RestFault | undefined,
	): Promise<Response> {
		if (fault?.kind === "effect-then-500") return this.send(request, operation, path, SERVER_ERROR);
		if (fault?.kind === "no-answer") {
			this.log.push({ operation, method: request.method, path, status: null });
			await this.stopped;
			return Response.error();
		}
		return this.send(request, operation, path, answer, headers);
	}

	private send(
		request: Request,
		operation: string,
		path: string,
		answer: ApiAnswer,
		headers: Readonly<Record<string, string>> = {},
	): Response {
		this.log.push({ operation, method: request.method, path, status: answer.status });
		const shared = headers["X-RateLimit-Scope"] === "shared";
		if (answer.status === 401 || answer.status === 403 || (answer.status === 429 && !shared)) this.invalidRequests += 1;
		if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
		return Response.json(answer.body, { status: answer.status, headers });
	}
}

interface Excess {
	readonly scope: "user" | "shared" | "global";
	readonly retryAfterSeconds: number;
}

function tooMany(excess: Excess): ApiAnswer {
	const message = excess.scope === "shared" ? "The resource is being rate limited." : "You are being rate limited.";
	const global = excess.scope === "global";
	return { status: 429, body: { message, code: 0, retry_after: excess.retryAfterSeconds, global } };
}

function limitHeaders(excess: Excess): Record<string, string> {
	return {
		"Retry-After": String(Math.ceil(excess.retryAfterSeconds)),
		"X-RateLimit-Scope": excess.scope,
		"X-RateLimit-Remaining": "0",
		"X-RateLimit-Reset-After": excess.retryAfterSeconds.toFixed(3),
		...(excess.scope === "global" ? { "X-RateLimit-Global": "true" } : {}),
	};
}

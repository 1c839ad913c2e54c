import type { Scheduler } from "../../clock/scheduler";
import { SECOND } from "../../clock/scheduler";
import type { Route } from "./api-answer";

/** "Global Rate Limit": 50 requests a second for the whole bot, interaction endpoints left out. */
const GLOBAL_REQUESTS_PER_SECOND = 50;

interface Window {
	readonly endsAt: number;
	used: number;
}

export interface LimitReading {
	/** Headers of every answer of the route. */
	readonly headers: Readonly<Record<string, string>>;
	/** Set when this request is over a limit. */
	readonly refusal?: { readonly scope: "user" | "global"; readonly retryAfterSeconds: number };
}

/** Buckets per route and top-level resource, counted in fixed windows on the local Discord's own clock. */
export class RateLimits {
	private readonly windows = new Map<string, Window>();

	constructor(private readonly scheduler: Scheduler) {}

	/** Counts one request and says how its bucket stands. */
	count(route: Route, params: Readonly<Record<string, string>>): LimitReading {
		if (route.auth === "bot") {
			const all = this.use("global", GLOBAL_REQUESTS_PER_SECOND, 1);
			if (all.over) return { headers: {}, refusal: { scope: "global", retryAfterSeconds: all.resetSeconds } };
		}
		const bucket = bucketName(route.operation);
		const { requests, seconds } = route.limit;
		const own = this.use(`${bucket}/${majorOf(params)}`, requests, seconds);
		const headers = {
			"X-RateLimit-Limit": String(requests),
			"X-RateLimit-Remaining": String(Math.max(0, requests - own.used)),
			"X-RateLimit-Reset": (this.scheduler.unixMillis() / 1_000 + own.resetSeconds).toFixed(3),
			"X-RateLimit-Reset-After": own.resetSeconds.toFixed(3),
			"X-RateLimit-Bucket": bucket,
		};
		return own.over ? { headers, refusal: { scope: "user", retryAfterSeconds: own.resetSeconds } } : { headers };
	}

	private use(key: string, requests: number, seconds: number): { used: number; over: boolean; resetSeconds: number } {
		const now = this.scheduler.now();
		const known = this.windows.get(key);
		const current = known && known.endsAt > now ? known : { endsAt: now + seconds * SECOND, used: 0 };
		this.windows.set(key, current);
		const over = current.used >= requests;
		if (!over) current.used += 1;
		return { used: current.used, over, resetSeconds: (current.endsAt - now) / SECOND };
	}
}

/** Buckets are separate per channel, guild and webhook with its token. */
function majorOf(params: Readonly<Record<string, string>>): string {
	return params["channel"] ?? params["guild"] ?? params["token"] ?? "";
}

function bucketName(operation: string): string {
	return new Bun.CryptoHasher("md5").update(operation).digest("hex");
}

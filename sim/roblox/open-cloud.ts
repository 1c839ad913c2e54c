import { after } from "../clock/scheduler";
import type { Random } from "../random";
import type { HttpFaults } from "./faults";
import { drawMicros, type Latencies } from "./latencies";
import { gatewayError, insufficientScope } from "./open-cloud/answers";
import { findUsableKey, isBoundTo } from "./open-cloud/api-key";
import { filterOptionsRoute, gameServersRoute } from "./open-cloud/game-servers";
import { introspectRoute } from "./open-cloud/introspect";
import { windowUsedUp } from "./open-cloud/limits";
import { publishRoute } from "./open-cloud/publish";
import { withRate } from "./open-cloud/rate-headers";
import type { Backend, Call, Route } from "./open-cloud/route";
import { reachesService, spoiltAnswer } from "./open-cloud/spoil";
import { universeRoute } from "./open-cloud/universes";
import { userRoutes } from "./open-cloud/users";
import { v1EntryRoutes } from "./open-cloud/v1-entries";
import { V1Pool } from "./open-cloud/v1-pool";
import { v2EntryRoutes } from "./open-cloud/v2-entries";
import { v2ListRoutes } from "./open-cloud/v2-lists";
import { RateWindow } from "./rate-window";

export type { ApiKey } from "./open-cloud/route";

export interface OpenCloudPorts extends Omit<Backend, "conditionFailedStatus"> {
	readonly random: Random;
	readonly latencies: Latencies;
	readonly faults: HttpFaults;
	readonly conditionFailedStatus?: 409 | 412;
	/** Told of each call and its answer, in few words. */
	readonly note: (what: string) => void;
}

interface Matched {
	readonly route: Route;
	readonly path: Readonly<Record<string, string>>;
}

/** Open Cloud over HTTP, for whatever host it is asked under. `handle` serves a socket as well as a direct call. */
export class OpenCloud {
	readonly #ports: OpenCloudPorts;
	readonly #backend: Backend;
	readonly #routes: readonly Route[];
	readonly #rates = new Map<Route, RateWindow>();

	constructor(ports: OpenCloudPorts) {
		this.#ports = ports;
		this.#backend = { ...ports, conditionFailedStatus: ports.conditionFailedStatus ?? 412 };
		const pool = new V1Pool(ports.scheduler);
		this.#routes = [
			...v1EntryRoutes(pool),
			...v2ListRoutes(),
			...v2EntryRoutes(),
			publishRoute(),
			...userRoutes(),
			gameServersRoute(),
			filterOptionsRoute(),
			universeRoute(),
			introspectRoute(),
		];
		for (const route of this.#routes) this.#rates.set(route, new RateWindow(ports.scheduler, () => route.perMinute));
	}

	/**
	 * Answers after the way there and back. Rejects where the network is made to fail, and at once when the request is
	 * aborted, which stops nothing that is under way.
	 */
	readonly handle = (request: Request): Promise<Response> => {
		const { signal } = request;
		return new Promise((resolve, reject) => {
			const abort = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
			if (signal.aborted) return abort();
			signal.addEventListener("abort", abort, { once: true });
			this.#exchange(request)
				.then(resolve, reject)
				.finally(() => signal.removeEventListener("abort", abort));
		});
	};

	async #exchange(request: Request): Promise<Response> {
		const { random, latencies, faults } = this.#ports;
		const there = drawMicros(random, latencies.openCloudLeg);
		const back = drawMicros(random, latencies.openCloudLeg);
		const fate = faults.decide({ jobId: null, method: request.method, url: request.url });
		const body = await request.text();
		await this.#wait(there + fate.delayMicros);
		const response = reachesService(fate) ? this.#respond(request, body) : undefined;
		await this.#wait(back);
		if (fate.outcome === "spoilt") return await spoiltAnswer(fate, response);
		if (fate.outcome === "error-500" || fate.outcome === "error-500-though-done") {
			return gatewayError(500, "Internal Server Error");
		}
		if (response === undefined || fate.outcome === "answer-lost") throw new Error("the connection was closed");
		return response;
	}

	#wait(micros: number): Promise<void> {
		return new Promise((resolve) => after(this.#ports.scheduler, micros, resolve));
	}

	#respond(request: Request, body: string): Response {
		const url = new URL(request.url);
		const response = this.#route(request, url, body);
		this.#ports.note(`${request.method} ${url.pathname}${url.search} ${response.status}`);
		return response;
	}

	#route(request: Request, url: URL, body: string): Response {
		const matched = this.#match(request.method, url.pathname);
		if (matched === undefined) return gatewayError(404, "NotFound");
		const { route, path } = matched;
		const { apiKeys, scheduler } = this.#ports;
		const key = findUsableKey(apiKeys, request.headers.get("x-api-key"), scheduler.unixMillis());
		if (route.needsKey && key === undefined) return gatewayError(401, "Invalid API Key");
		const rate = this.#rateOf(route);
		if (!rate.take()) return windowUsedUp(route.shape, rate);
		const query = url.searchParams;
		const hasScope = (scope: string): boolean => key?.scopes.includes(scope) ?? false;
		const isForeign = path["universe"] !== undefined && Number(path["universe"]) !== this.#backend.place.universeId;
		const isBound = key === undefined || isBoundTo(key, path["universe"], path["store"] ?? query.get("datastoreName"));
		const isAllowed = !isForeign && isBound && (route.scope === null || hasScope(route.scope));
		const call: Call = { backend: this.#backend, path, query, headers: request.headers, body, hasScope };
		return withRate(isAllowed ? route.respond(call) : insufficientScope(route.shape), rate);
	}

	#rateOf(route: Route): RateWindow {
		const rate = this.#rates.get(route);
		if (rate === undefined) throw new Error("a route without a rate");
		return rate;
	}

	#match(method: string, pathname: string): Matched | undefined {
		for (const route of this.#routes) {
			const groups = route.method === method ? route.pattern.exec(pathname) : null;
			if (groups === null) continue;
			const entries = Object.entries(groups.groups ?? {});
			return { route, path: Object.fromEntries(entries.map(([name, text]) => [name, decodeSegment(text)])) };
		}
		return undefined;
	}
}

/** A segment that is not valid percent-encoding stays as it is, and then names nothing that exists. */
function decodeSegment(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch (problem) {
		if (problem instanceof URIError) return text;
		throw problem;
	}
}

import { createRoutes, type RouteParts } from "./create-routes";
import type { Stores } from "./create-stores";
import { createApp, type App } from "./http/create-app";
import { createCredentials } from "./http/credentials";
import { createRequestLimits, NO_RATES } from "./http/limits/request-limits";
import { createPeers } from "./http/peers";
import type { Tallies } from "./metrics/create-tallies";
import { readGauges } from "./metrics/read-gauges";
import type { Ports } from "./ports";
import type { SecretsWatch } from "./secrets/watch-secrets";
import type { BudgetMetrics } from "./roblox/open-cloud/open-cloud";

interface Parts extends Omit<RouteParts, "credentials" | "limits" | "noteReceipts" | "readMetrics"> {
	readonly ports: Ports;
	readonly tallies: Tallies;
	readonly secretsWatch: SecretsWatch;
	readonly budgets: () => readonly BudgetMetrics[];
}

export interface HttpSide {
	/** `app.handle(request)` answers without a socket, and limits no address. */
	readonly app: App;
	/** As a socket brings it, with the address at the other end. */
	handle(request: Request, peerAddress: string | undefined): Promise<Response>;
}

/** The routes with what stands before them, limits, and what stands behind them, metrics. */
export function createHttpSide(parts: Parts, stores: Stores): HttpSide {
	const { ports, config, tallies, transactions } = parts;
	const limits = createRequestLimits(ports.clock, config.rates ?? NO_RATES);
	const credentials = createCredentials(parts.keySet, (...use) => tallies.noteKeyUse(...use));
	const unitsWaiting = (): number => transactions.waiting();
	const gauges = { ...parts, database: ports.database, servers: stores.servers, unitsWaiting };
	const readMetrics = () => [...tallies.families(), ...readGauges(gauges)];
	const routes = createRoutes(
		{ ...parts, credentials, limits, noteReceipts: (results) => tallies.noteReceipts(results), readMetrics },
		stores,
	);
	const peers = createPeers();
	const app = createApp({
		ports,
		routes,
		limits,
		peers,
		watch: parts.watch,
		noteAnswer: (...answer) => tallies.noteAnswer(...answer),
	});
	return {
		app,
		handle: async (request, peerAddress) => {
			if (peerAddress !== undefined) peers.note(request, peerAddress);
			return await app.handle(request);
		},
	};
}

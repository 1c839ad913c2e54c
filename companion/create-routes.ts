import type { AuditReader } from "./audit/audit-view";
import type { SupplyReader } from "./audit/digest/supply-reader";
import { createRichestRoute, createSupplyRoute } from "./audit/digest/supply-routes";
import type { IngestContext } from "./audit/ingest-receipts";
import { createAuditRoute } from "./audit/read/audit-route";
import { createExportRoute } from "./audit/read/export-route";
import { createReceiptsRoute } from "./audit/receipts-route";
import type { CompanionConfig } from "./config-type";
import type { Stores } from "./create-stores";
import type { DatabaseWatch } from "./database/database-watch";
import type { Transactions } from "./database/transactions";
import type { SignEnvelope } from "./dispatch/envelope";
import type { Fence } from "./fence/create-fence";
import type { Answers } from "./http/answers";
import type { Routes } from "./http/create-app";
import type { Credentials } from "./http/credentials";
import { forPrograms } from "./http/guards/for-programs";
import type { RouteGuard } from "./http/guards/route-guard";
import { whileCommanding } from "./http/guards/while-commanding";
import { whileSound } from "./http/guards/while-sound";
import type { HealthCheck } from "./http/health";
import { createHealthRoutes } from "./http/health-routes";
import type { RequestLimits } from "./http/limits/request-limits";
import { createOpenApiRoute } from "./http/openapi/openapi-route";
import type { OnIngested } from "./ledger/on-ingested";
import type { SettledListeners } from "./ledger/settled-listeners";
import type { Tallies } from "./metrics/create-tallies";
import { createMetricsRoute } from "./metrics/metrics-route";
import type { Family } from "./metrics/render-families";
import type { Ports } from "./ports";
import type { ReadingContext } from "./reconcile/take-reading";
import type { KeySet } from "./secrets/key-set";
import type { ExperienceLoad } from "./servers/experience-load";
import { createHeartbeatRoute } from "./servers/heartbeat-route";
import { createSessionRoute } from "./servers/session-route";

/** What routes are made of. */
export interface RouteParts {
	readonly ports: Ports;
	readonly config: CompanionConfig;
	readonly answers: Answers;
	readonly transactions: Transactions;
	readonly listeners: SettledListeners;
	readonly watch: DatabaseWatch;
	readonly wake: () => void;
	readonly load: ExperienceLoad;
	readonly keySet: KeySet;
	readonly credentials: Credentials;
	readonly sign: SignEnvelope;
	readonly fence: Fence;
	readonly onIngested: OnIngested;
	readonly auditReader: AuditReader;
	readonly supply: SupplyReader;
	readonly context: IngestContext & ReadingContext;
	readonly health: HealthCheck;
	readonly limits: RequestLimits;
	readonly noteReceipts: Tallies["noteReceipts"];
	readonly readMetrics: () => readonly Family[];
}

/** What games and programs may ask of the companion, each behind what has to hold for it. */
export function createRoutes(parts: RouteParts, { servers, openCommands, keys, names }: Stores): Routes {
	const { answers, context, credentials, auditReader: reader } = parts;
	const [sound, commanding, withKey] = [
		whileSound(parts.watch),
		whileCommanding(parts.fence),
		forPrograms(credentials),
	];
	const forGames: RouteGuard = (route) => sound(commanding(route));
	const forReaders: RouteGuard = (route) => sound(withKey(route));
	return {
		session: forGames(createSessionRoute({ ...parts, servers, epoch: context.epoch })),
		heartbeat: forGames(createHeartbeatRoute({ ...parts, context: { ...context, servers, openCommands, names } })),
		receipts: forGames(createReceiptsRoute({ ...parts, keys })),
		audit: forReaders(createAuditRoute({ answers, reader })),
		auditExport: forReaders(createExportRoute({ answers, reader })),
		supply: forReaders(createSupplyRoute(parts)),
		richest: forReaders(createRichestRoute(parts)),
		metrics: forReaders(createMetricsRoute(parts.readMetrics)),
		openapi: withKey(createOpenApiRoute(answers)),
		...createHealthRoutes(answers, parts.health),
	};
}

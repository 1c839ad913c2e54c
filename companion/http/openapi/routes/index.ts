import type { RouteDescription } from "../route-description";
import { auditDescription, exportDescription } from "./audit-description";
import { healthDescription, liveDescription, readyDescription } from "./health-descriptions";
import { heartbeatDescription } from "./heartbeat-description";
import { metricsDescription } from "./metrics-description";
import { openapiDescription } from "./openapi-description";
import { receiptsDescription } from "./receipts-description";
import { sessionDescription } from "./session-description";
import { richestDescription, supplyDescription } from "./supply-descriptions";

/** Every route there is. A name is the route's `operationId` and its label in the metrics; it never changes. */
export const ROUTES = {
	session: sessionDescription,
	heartbeat: heartbeatDescription,
	receipts: receiptsDescription,
	audit: auditDescription,
	auditExport: exportDescription,
	supply: supplyDescription,
	richest: richestDescription,
	health: healthDescription,
	live: liveDescription,
	ready: readyDescription,
	metrics: metricsDescription,
	openapi: openapiDescription,
} as const satisfies Readonly<Record<string, RouteDescription>>;

export type RouteName = keyof typeof ROUTES;

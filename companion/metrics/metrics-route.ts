import type { Route } from "../http/create-app";
import { METRICS_TYPE, renderFamilies, type Family } from "./render-families";

/** `GET /metrics`, for Prometheus. */
export function createMetricsRoute(readMetrics: () => readonly Family[]): Route {
	return () => ({ kind: "body", status: 200, contentType: METRICS_TYPE, body: renderFamilies(readMetrics()) });
}

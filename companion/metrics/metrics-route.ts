import type { Answers } from "../http/answers";
import { hasBearer } from "../http/check-bearer";
import type { Route } from "../http/create-app";
import { METRICS_TYPE, renderFamilies, type Family } from "./render-families";

interface Parts {
	readonly config: { readonly serviceKey: string };
	readonly answers: Answers;
	readonly readMetrics: () => readonly Family[];
}

/** `GET /metrics`, for Prometheus. */
export function createMetricsRoute({ config, answers, readMetrics }: Parts): Route {
	return (request) => {
		if (!hasBearer(request, config.serviceKey)) return answers.problem("unauthorized");
		return { kind: "body", status: 200, contentType: METRICS_TYPE, body: renderFamilies(readMetrics()) };
	};
}

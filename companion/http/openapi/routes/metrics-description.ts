import { METRICS_TYPE } from "../../../metrics/render-families";
import { PROGRAM_PROBLEMS } from "../common-problems";
import type { RouteDescription } from "../route-description";

export const metricsDescription: RouteDescription = {
	method: "get",
	path: "/metrics",
	summary: "What was counted since the process began, for Prometheus.",
	about: "No label holds a name, an id or a text of anybody.",
	credential: "service-key",
	answers: {
		200: { about: "Prometheus' text format.", contentType: METRICS_TYPE, schema: { type: "string", minLength: 1 } },
	},
	problems: PROGRAM_PROBLEMS,
};

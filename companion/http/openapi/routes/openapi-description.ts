import { PROGRAM_PROBLEMS } from "../common-problems";
import type { RouteDescription } from "../route-description";
import { jsonAnswer } from "../schemas";

export const openapiDescription: RouteDescription = {
	method: "get",
	path: "/openapi",
	summary: "This document.",
	about: "OpenAPI 3.1. Routes are registered from the same descriptions, so it has all of them and no others.",
	credential: "service-key",
	answers: {
		200: jsonAnswer("The document.", {
			type: "object",
			required: ["openapi", "info", "paths"],
			properties: { openapi: { type: "string", pattern: "^3\\.1\\." } },
		}),
	},
	problems: PROGRAM_PROBLEMS,
};

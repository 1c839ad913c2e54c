import { BODY_BYTES_MAX } from "../../../shared/limits";
import { PROTOCOL_VERSION } from "../../../shared/protocol/versions";
import { credentialParameters, securityOf, securitySchemes } from "./describe-credential";
import { anyProblem, correlationHeader, describeProblems } from "./describe-problems";
import type { ParameterDescription, RouteDescription, Schema } from "./route-description";
import { ROUTES } from "./routes/index";

export interface OpenApiDocument {
	readonly openapi: string;
	readonly info: Schema;
	readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
	readonly components: Schema;
}

const ABOUT = `What game servers and programs may ask of the companion.

A refusal is \`application/problem+json\` (RFC 9457) with a stable \`code\`. Paths and methods that are not here are 404 with
\`not-found\`, \`OPTIONS\` too, and no answer carries a header of CORS: browsers of other sites get nothing. \`HEAD\` is \`GET\`
without the body. Bodies have at most ${BODY_BYTES_MAX} bytes of UTF-8; above 16 times that the connection ends with a bare
413. Numbers are integers up to 2^53 - 1. Fields of a request that are not known are ignored.`;

/** The OpenAPI document of all routes. */
export function makeDocument(): OpenApiDocument {
	const paths: Record<string, Record<string, Schema>> = {};
	for (const [name, route] of Object.entries<RouteDescription>(ROUTES)) {
		paths[route.path] = { ...paths[route.path], [route.method]: describeOperation(name, route) };
	}
	return {
		openapi: "3.1.0",
		info: { title: "Purser companion", version: `${PROTOCOL_VERSION}`, description: ABOUT },
		paths,
		components: { securitySchemes },
	};
}

function describeOperation(name: string, route: RouteDescription): Schema {
	const parameters = [...credentialParameters(route.credential), ...(route.parameters ?? [])];
	return {
		operationId: name,
		...{ summary: route.summary, description: route.about },
		security: securityOf(route.credential),
		...(parameters.length === 0 ? {} : { parameters: parameters.map(describeParameter) }),
		...(route.body === undefined ? {} : { requestBody: describeBody(route.body) }),
		responses: { ...describeProblems(route.problems), ...describeAnswers(route), default: anyProblem },
	};
}

function describeParameter({ about, ...parameter }: ParameterDescription): Schema {
	return { ...parameter, description: about };
}

function describeBody(schema: Schema): Schema {
	return { required: true, content: { "application/json": { schema } } };
}

function describeAnswers({ answers }: RouteDescription): Readonly<Record<string, Schema>> {
	const described: Record<string, Schema> = {};
	for (const [status, { about, contentType, otherContentType, schema }] of Object.entries(answers)) {
		const types = otherContentType === undefined ? [contentType] : [contentType, otherContentType];
		const content = Object.fromEntries(types.map((type) => [type, { schema }]));
		const headers = { "X-Correlation-Id": correlationHeader };
		described[status] = { description: about, headers, content };
	}
	return described;
}

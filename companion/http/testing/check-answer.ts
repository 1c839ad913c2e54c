import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import { fieldOf, isRecord } from "../../answer-fields";
import { makeDocument } from "../openapi/make-document";
import { ROUTES, type RouteName } from "../openapi/routes/index";
import { isRouteName } from "./any-request";
import { asSchema } from "./arbitrary-of-schema";

const ajv = new Ajv2020({ strict: true, strictRequired: false });
const compiled = new Map<unknown, ValidateFunction>();
const document = makeDocument();

function fits(schema: unknown, value: unknown): string | undefined {
	const check = compiled.get(schema) ?? ajv.compile(asSchema(schema));
	compiled.set(schema, check);
	return check(value) ? undefined : ajv.errorsText(check.errors);
}

/** What the route takes as a body. */
export function isRightBody(name: RouteName, body: unknown): boolean {
	const content = fieldOf(fieldOf(operationOf(name), "requestBody"), "content");
	return fits(fieldOf(fieldOf(content, "application/json"), "schema"), body) === undefined;
}

/** What of an answer the document does not say, for a route of it or for nothing at all. */
export async function findSurprisesAt(method: string, target: string, response: Response): Promise<string[]> {
	const { pathname } = new URL(`http://localhost${target}`);
	const asked = method === "HEAD" ? "get" : method.toLowerCase();
	const names = Object.keys(ROUTES).filter(isRouteName);
	const name = names.find((one) => ROUTES[one].path === pathname && ROUTES[one].method === asked);
	if (name === undefined) return await findSurprisesOfNothing(response, method);
	return await findSurprises(name, response, method);
}

/**
 * What of an answer the description does not say; empty when it says all of it. `internal` is not an answer here, although
 * the description admits it: no request may bring it about.
 */
async function findSurprises(name: RouteName, response: Response, method: string): Promise<string[]> {
	const { status, headers } = response;
	const described = fieldOf(fieldOf(operationOf(name), "responses"), String(status));
	if (described === undefined) return [`${name} answers ${status}: ${await response.text()}`];
	const surprises = checkHeaders(headers, fieldOf(described, "headers"));
	const type = headers.get("content-type") ?? "";
	const content = fieldOf(fieldOf(described, "content"), type);
	if (content === undefined) return [...surprises, `${name} answers ${status} as ${type}`];
	const text = await response.text();
	if (method === "HEAD") return text === "" ? surprises : [...surprises, "HEAD has a body"];
	const body: unknown = /[/+]json$/.test(type) ? JSON.parse(text) : text;
	const problem = fits(fieldOf(content, "schema"), body);
	return problem === undefined ? surprises : [...surprises, `${name} answers ${status} with ${problem}: ${text}`];
}

/** The one answer to what is not described. */
async function findSurprisesOfNothing(response: Response, method: string): Promise<string[]> {
	const text = await response.text();
	if (response.status !== 404) return [`nothing is there, and it answers ${response.status}: ${text}`];
	if (method === "HEAD") return [];
	const body: unknown = JSON.parse(text);
	return fieldOf(body, "code") === "not-found" ? [] : [`nothing is there, and it says ${text}`];
}

function checkHeaders(headers: Headers, described: unknown): string[] {
	const surprises = [...headers.keys()].filter((name) => name.startsWith("access-control-"));
	for (const [name, header] of Object.entries(isRecord(described) ? described : {})) {
		const value = headers.get(name);
		const problem = value === null ? "is missing" : fits(fieldOf(header, "schema"), value);
		if (problem !== undefined) surprises.push(`the header ${name} ${problem}`);
	}
	return surprises;
}

function operationOf(name: RouteName): unknown {
	const items = Object.values(document.paths).flatMap((item) => Object.values(item));
	return items.find(({ operationId }) => operationId === name);
}

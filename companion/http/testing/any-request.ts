import fc, { type Arbitrary } from "fast-check";
import { credentialParameters } from "../openapi/describe-credential";
import type { ParameterDescription, RouteDescription } from "../openapi/route-description";
import { ROUTES, type RouteName } from "../openapi/routes/index";
import { anyBody, bodyOf, mostly } from "./any-body";
import { arbitraryOf } from "./arbitrary-of-schema";

/** A request before it is signed and sent. */
export interface AnyRequest {
	/** The route whose description it was made from. */
	readonly name: RouteName;
	readonly method: string;
	/** With the query. */
	readonly target: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array | undefined;
	/** Which credential the sender adds; `none` leaves what the headers say. */
	readonly credential: "right" | "of-another" | "none";
}

export function isRouteName(name: string): name is RouteName {
	return Object.hasOwn(ROUTES, name);
}

function requestOf(name: RouteName, route: RouteDescription): Arbitrary<AnyRequest> {
	const parameters = [...credentialParameters(route.credential), ...(route.parameters ?? [])];
	const inHeader = parameters.filter((parameter) => parameter.in === "header");
	const inQuery = parameters.filter((parameter) => parameter.in === "query");
	return fc.record({
		name: fc.constant(name),
		method: mostly(fc.constant(route.method.toUpperCase()), fc.constantFrom(...METHODS)),
		target: fc
			.tuple(mostly(fc.constant(route.path), anyPath(route.path)), mostly(queryOf(inQuery), anyQuery))
			.map(([path, query]) => path + query),
		headers: mostly(headersOf(inHeader), anyHeaders(inHeader)),
		body: mostly(bodyOf(route), anyBody),
		credential: fc.constantFrom("right", "right", "right", "of-another", "none"),
	});
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

function anyPath(path: string): Arbitrary<string> {
	return fc.oneof(
		fc.constantFrom(`${path}/`, `/${path}`, path.toUpperCase(), `${path}%00`, `${path};a=b`, "/", "/*", "/%E0%A4%A"),
		fc.webPath(),
	);
}

function queryOf(parameters: readonly ParameterDescription[]): Arbitrary<string> {
	const values = parameters.map(({ name, schema }) => fc.option(arbitraryOf(schema).map((value) => [name, value])));
	return fc.tuple(...values).map((chosen) => {
		const query = new URLSearchParams();
		for (const pair of chosen) if (pair !== null) query.append(String(pair[0]), String(pair[1]));
		return query.size === 0 ? "" : `?${query.toString()}`;
	});
}

const anyQuery = fc.oneof(
	fc.webQueryParameters().map((query) => `?${query}`),
	fc.constantFrom("?limit=0", "?limit=1e3", "?userId=-1", "?limit=1&limit=1", "?cursor=r-", "?cursor=%E0%A4%A", "?%00"),
);

type Headers = Record<string, string>;

function headersOf(parameters: readonly ParameterDescription[]): Arbitrary<Headers> {
	const needed = parameters.filter(({ required }) => required);
	const values = needed.map(({ name, schema }) => arbitraryOf(schema).map((value) => [name, String(value)] as const));
	return fc.tuple(...values).map((pairs) => Object.fromEntries(pairs));
}

function anyHeaders(parameters: readonly ParameterDescription[]): Arbitrary<Headers> {
	const value = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
	const names = ["authorization", "content-encoding", "x-forwarded-for", ...parameters.map(({ name }) => name)];
	return fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 });
}

/** Requests made of the descriptions: right ones, and ones that are wrong in one or many places. */
export const anyRequest: Arbitrary<AnyRequest> = fc.oneof(
	...Object.entries<RouteDescription>(ROUTES).flatMap(([name, route]) =>
		isRouteName(name) ? [{ weight: route.body === undefined ? 1 : 4, arbitrary: requestOf(name, route) }] : [],
	),
);

import type { Finding, Operation } from "./contract";
import { mediaType, type SentRequest } from "./exchange";
import { parseJson } from "../json";
import { checkTexts } from "./parameters";
import type { Problem } from "./problem";

/** Headers that belong to HTTP and not to an operation. */
const TRANSPORT = new Set([
	...["accept", "accept-encoding", "accept-language", "cache-control", "connection", "content-length", "content-type"],
	...["host", "pragma", "user-agent"],
]);

/** Everything about a request that its operation does not describe. `segments` are the path parameters as they stand. */
export function checkRequest(
	operation: Operation,
	segments: readonly string[],
	request: SentRequest,
): readonly Problem[] {
	const problem = (where: string, { at, what }: Finding): Problem => ({ side: "request", where: where + at, what });
	const given = givenTexts(operation, segments, request);
	const described = operation.parameters.flatMap((parameter) => {
		const where = `${parameter.place} ${parameter.name}`;
		return checkTexts(parameter, given(parameter.place, parameter.name)).map((finding) => problem(where, finding));
	});
	const unknown = [...unknownQuery(operation, request), ...unknownHeaders(operation, request)];
	return [
		...described,
		...unknown.map((where) => problem(where, { at: "", what: "is not described" })),
		...checkCredentials(operation, request).map((what) => problem("headers", { at: "", what })),
		...checkBody(operation, request).map((finding) => problem("body", finding)),
	];
}

type GivenTexts = (place: "path" | "query" | "header", name: string) => readonly string[];

function givenTexts({ pathNames }: Operation, segments: readonly string[], { url, headers }: SentRequest): GivenTexts {
	return (place, name) => {
		if (place === "query") return url.searchParams.getAll(name);
		const text = place === "header" ? headers.get(name) : decode(segments[pathNames.indexOf(name)]);
		return text === null || text === undefined ? [] : [text];
	};
}

/** A segment that is not valid percent-encoding is nothing anybody can read. */
function decode(segment: string | undefined): string | undefined {
	try {
		return segment === undefined ? undefined : decodeURIComponent(segment);
	} catch (problem) {
		if (problem instanceof URIError) return undefined;
		throw problem;
	}
}

function unknownQuery({ parameters }: Operation, { url }: SentRequest): readonly string[] {
	const names = new Set(parameters.filter(({ place }) => place === "query").map(({ name }) => name));
	const given = new Set<string>();
	url.searchParams.forEach((_, name) => given.add(name));
	return [...given].filter((name) => !names.has(name)).map((name) => `query ${name}`);
}

/** A key sent to an operation that asks for none is among them: it would be given away. */
function unknownHeaders({ parameters, credentials }: Operation, { headers }: SentRequest): readonly string[] {
	const names = parameters.filter(({ place }) => place === "header").map(({ name }) => name.toLowerCase());
	const known = new Set([...TRANSPORT, ...names, ...credentials.flat()]);
	const given: string[] = [];
	headers.forEach((_, name) => given.push(name));
	// Keys go into headers of their own, cookies never.
	return given.filter((name) => name === "cookie" || !known.has(name)).map((name) => `header ${name}`);
}

function checkCredentials({ credentials }: Operation, { headers }: SentRequest): readonly string[] {
	const isShown = (way: readonly string[]): boolean => way.every((name) => Boolean(headers.get(name)));
	if (credentials.length === 0 || credentials.some(isShown)) return [];
	return [`one of ${credentials.map((way) => way.join(" and ")).join(", ")} is missing`];
}

function checkBody({ body }: Operation, request: SentRequest): readonly Finding[] {
	const whole = (what: string): readonly Finding[] => [{ at: "", what }];
	if (request.body === "") return body?.isRequired === true ? whole("is missing") : [];
	if (body === undefined) return whole("is not described");
	const type = mediaType(request.headers);
	const check = body.content.get(type);
	if (check === undefined)
		return whole(`has the type ${type || "of nothing"}, and not ${[...body.content.keys()].join()}`);
	const json = parseJson(request.body);
	return json === undefined ? whole("is not JSON") : check(json);
}

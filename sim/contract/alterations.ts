import type { Alteration } from "./alteration";
import { isJsonObject, parseJson, type JsonObject } from "../json";

/** The body with one field more. */
export const fieldAdded = (body: JsonObject): JsonObject => ({ ...body, unheardOf: 1 });

/** The body with its first field under another name. */
export function fieldRenamed(body: JsonObject): JsonObject {
	const [[name, value] = ["none", 0], ...rest] = Object.entries(body);
	return Object.fromEntries([[`${name}X`, value], ...rest]);
}

/** The body with its last field of a type that none is described with; the first may be any JSON that is stored. */
export function fieldRetyped(body: JsonObject): JsonObject {
	const name = Object.keys(body).at(-1) ?? "none";
	return { ...body, [name]: [{ unheardOf: [] }] };
}

/** Of an interface version that nobody has heard of. */
export function pathRenamed(url: URL): void {
	url.pathname = url.pathname.replace(/v[12]/, "v9");
}

/** The first query parameter, if there is one, under another name. */
export function queryRenamed(url: URL): void {
	url.search = url.search.replace(/^\?([^=]+)=/, "?$1X=");
}

/** Changes the URL of every request. */
export function alterUrl(change: (url: URL) => void): Alteration {
	return {
		request: (request) => {
			const url = new URL(request.url);
			change(url);
			return { ...request, url };
		},
	};
}

/** Changes the headers of every request. */
export function alterHeaders(change: (headers: Headers) => void): Alteration {
	return {
		request: (request) => {
			const headers = new Headers(request.headers);
			change(headers);
			return { ...request, headers };
		},
	};
}

/** Changes the body of every request that has a JSON object for one. */
export function alterRequestBody(change: (body: JsonObject) => JsonObject): Alteration {
	return { request: (request) => ({ ...request, body: changeObject(request.body, change) }) };
}

/** Changes the body of every answer of this kind that has a JSON object for one. */
export function alterAnswerBody(kind: "good" | "refused", change: (body: JsonObject) => JsonObject): Alteration {
	return {
		answer: (answer) => {
			const isGood = answer.status < 400;
			return isGood === (kind === "good") ? { ...answer, body: changeObject(answer.body, change) } : answer;
		},
	};
}

function changeObject(text: string, change: (body: JsonObject) => JsonObject): string {
	const body = parseJson(text);
	return isJsonObject(body) ? JSON.stringify(change(body)) : text;
}

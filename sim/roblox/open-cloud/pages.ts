import { isJsonObject, parseJson } from "../../json";
import type { Call } from "./route";
import { invalidArgument } from "./v2-fields";

/** Openapi: where `maxPageSize` is left out. */
const PAGE_DEFAULT = 10;

export interface Page<Item> {
	readonly items: readonly Item[];
	/** `nextPageToken`, left out on the last page. */
	readonly rest: { readonly nextPageToken?: string };
}

/**
 * The page of a v2 list that a call asks for. A token goes only with the parameters that it was given for, the size of
 * the page among them: creator-docs, `cloud/reference/patterns.md`.
 */
export function pageOf<Item>(call: Call, all: readonly Item[], max: number): Page<Item> | Response {
	const wanted = call.query.get("maxPageSize") ?? "";
	if (!/^\d*$/.test(wanted)) return invalidArgument("maxPageSize is not a number.");
	const size = Math.min(max, Number(wanted) || PAGE_DEFAULT);
	const start = startOf(call);
	if (start === undefined) return invalidArgument("pageToken does not go with this request.");
	const end = start + size;
	return {
		items: all.slice(start, end),
		rest: end < all.length ? { nextPageToken: encode({ start: end, of: parametersOf(call) }) } : {},
	};
}

function startOf(call: Call): number | undefined {
	const token = call.query.get("pageToken") ?? "";
	if (token === "") return 0;
	const page = parseJson(Buffer.from(token, "base64url").toString());
	if (!isJsonObject(page) || page["of"] !== parametersOf(call)) return undefined;
	return typeof page["start"] === "number" ? page["start"] : undefined;
}

function parametersOf({ path, query }: Call): string {
	const others = new URLSearchParams(query);
	others.delete("pageToken");
	others.sort();
	return JSON.stringify([path, others.toString()]);
}

function encode(page: { readonly start: number; readonly of: string }): string {
	return Buffer.from(JSON.stringify(page)).toString("base64url");
}
